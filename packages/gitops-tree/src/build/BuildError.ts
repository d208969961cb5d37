/**
 * Why a Kustomization cannot be built.
 *
 * - `missing-resource`: a list names a file or directory that is not there
 * - `unreadable-file`: a file is not YAML
 * - `invalid-object`: a document is not a Kubernetes object, or a field has the wrong shape
 * - `duplicate-object`: two resources of one build have the same kind, namespace and name
 * - `patch-failed`: a patch cannot be read or applied
 * - `substitution-failed`: `postBuild` cannot be carried out
 * - `cycle`: kustomizations that list each other
 * - `remote-resource`: a resource behind an address, which is not fetched here
 * - `unsupported`: a feature that is not built here (Helm charts, plugins)
 *
 * @public
 */
export type BuildErrorCode =
  | 'missing-resource'
  | 'unreadable-file'
  | 'invalid-object'
  | 'duplicate-object'
  | 'patch-failed'
  | 'substitution-failed'
  | 'cycle'
  | 'remote-resource'
  | 'unsupported';

/** @public */
export interface BuildErrorPlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** The text in the file that is at fault, e.g. a list entry. */
  readonly entry?: string;
}

/**
 * A Kustomization that cannot be built. The message is one sentence that begins
 * with `kustomize build failed:`, as Flux would say it, and names the file.
 *
 * @public
 */
export class BuildError extends Error {
  readonly code: BuildErrorCode;
  /** The file (or directory) that is at fault. */
  readonly file: string;
  /** 1-based; unset when the fault has no line. */
  readonly line?: number;
  readonly column?: number;
  readonly entry?: string;
  /** The message without its prefix. */
  readonly detail: string;

  constructor(code: BuildErrorCode, detail: string, at: BuildErrorPlace) {
    super(`kustomize build failed: ${detail}`);
    this.name = 'BuildError';
    this.code = code;
    this.detail = detail;
    this.file = at.file;
    this.line = at.line;
    this.column = at.column;
    this.entry = at.entry;
  }
}
