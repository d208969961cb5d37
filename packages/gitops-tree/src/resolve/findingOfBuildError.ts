import type { BuildError, BuildErrorCode } from '../build/BuildError';
import type { ParsedFiles } from '../read/ParsedFiles';
import type { Finding, TreeObject } from '../types';

const MENDS: Readonly<Record<BuildErrorCode, string>> = {
  'missing-resource': 'Add the file, or remove the entry that names it.',
  'unreadable-file': 'Correct the YAML at this place.',
  'invalid-object':
    'Write a Kubernetes object with apiVersion, kind and metadata.name, or move the file out of the list.',
  'duplicate-object': 'Keep one of the two.',
  'patch-failed': 'Correct the patch or its target.',
  'substitution-failed': 'Write $${ for a literal ${, or correct the variable.',
  cycle: 'Remove one of the two entries.',
  'remote-resource':
    'Nothing has to be done: what the address holds is not shown here.',
  unsupported: 'Use a HelmRelease instead.',
};

/** What a build that could not go on means for the tree. */
export function findingOfBuildError(
  error: BuildError,
  options: { files: ParsedFiles; kustomization: TreeObject },
): Finding {
  const { kustomization, files } = options;
  const isFile = files.files.has(error.file);
  return {
    rule: error.code,
    severity: error.code === 'remote-resource' ? 'info' : 'error',
    // A directory cannot be opened: the Kustomization that points to it can.
    file: isFile ? error.file : kustomization.file,
    line: isFile ? error.line ?? lineOfEntry(error, files) : kustomization.line,
    column: isFile ? error.column ?? 1 : kustomization.column,
    message: `${kustomization.kind} ${kustomization.name}: ${error.detail}`,
    mend: MENDS[error.code],
  };
}

/** The line of the list entry that the message names; 1 when there is none. */
function lineOfEntry(error: BuildError, files: ParsedFiles): number {
  const entry = error.entry;
  const lines = files.files.get(error.file)?.split('\n') ?? [];
  const index = lines.findIndex(
    line =>
      entry !== undefined &&
      line.includes(entry) &&
      !line.trimStart().startsWith('#'),
  );
  return index + 1 || 1;
}
