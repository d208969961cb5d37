import type { Manifest } from './files';

/**
 * A patch as kustomize takes it, inline only: `patch` is YAML or JSON text,
 * either a strategic merge patch or a list of JSON 6902 operations.
 *
 * @public
 */
export interface KustomizePatch {
  readonly patch: string;
  readonly target?: PatchTarget;
  /** Kustomize's `options`. */
  readonly options?: {
    readonly allowNameChange?: boolean;
    readonly allowKindChange?: boolean;
  };
}

/** @public */
export interface PatchTarget {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  /** A regular expression that must match the whole name. */
  readonly name?: string;
  /** A regular expression that must match the whole namespace. */
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly annotationSelector?: string;
}

/** @public */
export interface KustomizeImage {
  readonly name: string;
  readonly newName?: string;
  readonly newTag?: string;
  readonly digest?: string;
}

/**
 * The parts of a Flux Kustomization's spec that decide what is built, under the
 * names the API has.
 *
 * @public
 */
export interface BuildOptions {
  /** Directory in the file set; a leading `./` is allowed. */
  readonly path: string;
  /** `spec.components`: relative to `path`. */
  readonly components?: readonly string[];
  /** `spec.ignoreMissingComponents`. */
  readonly ignoreMissingComponents?: boolean;
  readonly targetNamespace?: string;
  readonly namePrefix?: string;
  readonly nameSuffix?: string;
  readonly patches?: readonly KustomizePatch[];
  readonly images?: readonly KustomizeImage[];
  readonly commonMetadata?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  /**
   * Variables of `spec.postBuild`, with what `substituteFrom` brings merged in by the caller (`substitute` wins).
   * As in the controller nothing is substituted, defaults included, when there is no variable at all.
   */
  readonly postBuild?: {
    readonly substitute?: Readonly<Record<string, string>>;
  };
  /**
   * The text of what lies behind an address that a kustomization lists under
   * `resources`. Without it, or where it answers undefined, an address is a fault.
   */
  readonly readAddress?: (address: string) => string | undefined;
}

/** @public */
export interface BuiltObject {
  readonly object: Manifest;
  /** File the object was read from (for generated ones: the kustomization that generates it). */
  readonly file: string;
  /** 1-based line of the object's document. */
  readonly line: number;
}

/** @public */
export interface BuiltKustomization {
  readonly objects: readonly BuiltObject[];
  /** Every file that was read, in order of reading. */
  readonly files: readonly string[];
}
