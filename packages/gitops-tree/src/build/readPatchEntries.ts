import { field } from '../read/field';
import { isRecord } from '../read/isRecord';
import { listField } from '../read/listField';
import { textField } from '../read/textField';
import type { PatchTarget } from '../types';
import { BuildError } from './BuildError';
import type { PatchEntry } from './KustomizationFile';

/** Patches in kustomize's order: `patchesStrategicMerge`, `patches`, then `patchesJson6902`. */
export function readPatchEntries(value: unknown, file: string): PatchEntry[] {
  return [
    ...listField(value, 'patchesStrategicMerge').map(entry =>
      strategicMergeEntry(entry),
    ),
    ...listField(value, 'patches').map(entry => patchEntry(entry, file)),
    ...listField(value, 'patchesJson6902').map(entry =>
      patchEntry(entry, file),
    ),
  ];
}

function strategicMergeEntry(entry: unknown): PatchEntry {
  const text = typeof entry === 'string' ? entry : JSON.stringify(entry);
  const isInline = typeof entry !== 'string' || text.includes('\n');
  return {
    ...(isInline ? { patch: text } : { path: text }),
    allowNameChange: false,
    allowKindChange: false,
  };
}

function patchEntry(entry: unknown, file: string): PatchEntry {
  const patch = textField(entry, 'patch');
  const path = textField(entry, 'path');
  if (!isRecord(entry) || (patch === undefined) === (path === undefined)) {
    throw new BuildError(
      'patch-failed',
      `each patch in ${file} must have either "patch" or "path"`,
      { file },
    );
  }
  return {
    patch,
    path,
    target: isRecord(entry.target) ? readTarget(entry.target) : undefined,
    allowNameChange: field(entry, 'options', 'allowNameChange') === true,
    allowKindChange: field(entry, 'options', 'allowKindChange') === true,
  };
}

function readTarget(target: unknown): PatchTarget {
  return {
    group: textField(target, 'group'),
    version: textField(target, 'version'),
    kind: textField(target, 'kind'),
    name: textField(target, 'name'),
    namespace: textField(target, 'namespace'),
    labelSelector: textField(target, 'labelSelector'),
    annotationSelector: textField(target, 'annotationSelector'),
  };
}
