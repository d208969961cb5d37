import { isRecord } from '../store/json';

/**
 * A set of fields in the notation of `metadata.managedFields` (FieldsV1): `f:` a
 * field, `k:` an item by its keys, `v:` an item of a set, `.` the thing itself.
 * A tree without children is one owned value.
 */
export interface FieldTree {
  [step: string]: FieldTree;
}

/** Fields that identify an object or belong to the server: nobody owns them. */
const UNOWNED: Readonly<Record<string, ReadonlySet<string>>> = {
  '': new Set(['apiVersion', 'kind']),
  metadata: new Set([
    'name',
    'namespace',
    'uid',
    'resourceVersion',
    'generation',
    'managedFields',
    'creationTimestamp',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'generateName',
    'selfLink',
  ]),
};

/** Whether the field at a path is one that nobody owns. */
export const isUnowned = (path: readonly string[], field: string) =>
  path.length < 2 && UNOWNED[path.join('.')]?.has(field) === true;

/** The API's own default for a key that may be left out. */
const KEY_DEFAULTS: Readonly<Record<string, unknown>> = { protocol: 'TCP' };

/** The step that names an item of a keyed list. */
export function itemStep(keys: readonly string[], item: unknown): string {
  if (!isRecord(item)) {
    return `k:${JSON.stringify(item)}`;
  }
  const named = keys.map(key => [key, item[key] ?? KEY_DEFAULTS[key]]);
  return `k:${JSON.stringify(Object.fromEntries(named))}`;
}

/** The step that names an item of a set. */
export const valueStep = (value: unknown) => `v:${JSON.stringify(value)}`;

/** Whether a tree is one owned value, without fields of its own. */
export const isLeaf = (tree: FieldTree) => Object.keys(tree).length === 0;
