import type { AnyStep } from './Step';
import { ACCESS } from './steps/access';
import { DELETE } from './steps/deletes';
import { PREPARE } from './steps/objects';
import { EXPIRED, LIST, WATCH } from './steps/reads';
import { CREATE, CUSTOM, PATCH } from './steps/writes';

/** All that is asked of an API server, in the order in which it is asked. */
export const TRANSCRIPT: readonly AnyStep[] = [
  ...PREPARE,
  ...CREATE,
  ...PATCH,
  ...CUSTOM,
  ...LIST,
  ...WATCH,
  ...ACCESS,
  ...DELETE,
  ...EXPIRED,
];
