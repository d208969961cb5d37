import { groupOfApiVersion } from '../../read/groupOfApiVersion';
import type { Manifest } from '../../types';

const isArgo = (kind: string) => (manifest: Manifest) =>
  manifest.kind === kind &&
  groupOfApiVersion(manifest.apiVersion) === 'argoproj.io';

export const isApplication = isArgo('Application');

export const isApplicationSet = isArgo('ApplicationSet');
