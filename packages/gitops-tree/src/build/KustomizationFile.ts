import type { KustomizeImage, PatchTarget } from '../types';

/** A kustomization.yaml, a Component, or the list that Flux generates where there is neither. */
export interface KustomizationFile {
  /** Path of the file; the directory when it is generated. */
  readonly file: string;
  readonly directory: string;
  readonly isComponent: boolean;
  readonly resources: readonly string[];
  readonly components: readonly string[];
  readonly namespace?: string;
  readonly namePrefix: string;
  readonly nameSuffix: string;
  readonly patches: readonly PatchEntry[];
  readonly labels: readonly LabelEntry[];
  readonly commonAnnotations: Readonly<Record<string, string>>;
  readonly images: readonly KustomizeImage[];
  readonly replicas: readonly {
    readonly name: string;
    readonly count: number;
  }[];
  readonly generators: readonly GeneratorEntry[];
  readonly replacements: readonly unknown[];
  /** Paths of files with name reference configuration. */
  readonly configurations: readonly string[];
}

/** One entry of `patches`, or of its two older spellings. */
export interface PatchEntry {
  /** Text of the patch; unset when it is in a file. */
  readonly patch?: string;
  readonly path?: string;
  readonly target?: PatchTarget;
  readonly allowNameChange: boolean;
  readonly allowKindChange: boolean;
  /** Whether the Flux Kustomization has it in its spec, and not a file. */
  readonly isOfSpec?: boolean;
}

export interface LabelEntry {
  readonly pairs: Readonly<Record<string, string>>;
  readonly includeSelectors: boolean;
  readonly includeTemplates: boolean;
}

/** One entry of `configMapGenerator` or `secretGenerator`, with `generatorOptions` merged in. */
export interface GeneratorEntry {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly namespace?: string;
  readonly behavior: 'create' | 'merge' | 'replace';
  readonly type?: string;
  readonly literals: readonly string[];
  readonly files: readonly string[];
  readonly envs: readonly string[];
  readonly needsHash: boolean;
  readonly immutable: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The names under which kustomize looks for the file, in its order. */
export const KUSTOMIZATION_FILE_NAMES = Object.freeze([
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
]);
