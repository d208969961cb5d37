/**
 * The files of a tree: path to text. Paths have no leading slash and use `/`.
 *
 * @public
 */
export type FileSet = ReadonlyMap<string, string>;

/**
 * A place in the tree that a person can open.
 *
 * @public
 */
export interface Place {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

/** @public */
export type FindingSeverity = 'error' | 'warning' | 'info';

/**
 * Something in the tree that is, or may be, wrong, and how to mend it.
 *
 * @public
 */
export interface Finding extends Place {
  /** Stable id of the rule, e.g. `missing-resource`. */
  readonly rule: string;
  readonly severity: FindingSeverity;
  /** What is wrong, naming the thing. Never holds a Secret's value. */
  readonly message: string;
  /** What to do about it. */
  readonly mend: string;
}

/**
 * A Kubernetes object as written in a file or as built. Only the identity is
 * certain; everything else is input.
 *
 * @public
 */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ManifestMeta;
  readonly [field: string]: unknown;
}

/** @public */
export interface ManifestMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** @public */
export interface NamespacedName {
  readonly namespace: string;
  readonly name: string;
}

/**
 * A reference as Flux writes it: the namespace is filled in with the referrer's
 * own when the text leaves it out.
 *
 * @public
 */
export interface SourceReference extends NamespacedName {
  readonly kind: string;
}

/** @public */
export interface LintOptions {
  /** When given, only findings in these files are returned. */
  readonly changed?: readonly string[];
}
