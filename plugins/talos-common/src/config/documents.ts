import type {
  SourceState,
  SourceStatus,
} from '@homestage/backstage-plugin-lab-common';

/**
 * One document of the config of a machine, without its secrets. It never leaves the
 * backend: only what differs does.
 *
 * @public
 */
export interface LiveDocument {
  /** `v1alpha1` for the one without a kind. */
  readonly kind: string;
  readonly name?: string;
  readonly value: unknown;
}

/**
 * The config of one machine, as an administrator's credential reads it.
 *
 * @public
 */
export interface MachineConfigSnapshot {
  readonly status: SourceStatus;
  /** ISO 8601; unset when never. */
  readonly asOf?: string;
  readonly message?: string;
  /** Of the config that runs; unset when it was never read. */
  readonly documents?: readonly LiveDocument[];
  /** Another config is saved, and taken at the next reboot. */
  readonly isStaged?: boolean;
}

/**
 * The configs of the machines of a cluster.
 *
 * @public
 */
export interface ConfigsSnapshot {
  /** Of the administrator's credential. */
  readonly state: SourceState;
  /** By the address of the machine. */
  readonly machines: ReadonlyMap<string, MachineConfigSnapshot>;
}

/**
 * Which machines a document of the tree is for.
 *
 * @public
 */
export type DocumentScope =
  | 'all'
  | 'controlPlane'
  | 'worker'
  | { readonly machine: string };

/**
 * One value of a document in Git.
 *
 * @public
 */
export interface DeclaredValue {
  readonly path: readonly string[];
  /** A scalar, or a whole list. */
  readonly value: unknown;
  /** Git asks for the field to be taken away. */
  readonly isDeleted?: boolean;
  readonly line: number;
  readonly url?: string;
  /** Lines of the items of a list. */
  readonly items?: ReadonlyArray<{
    readonly line: number;
    readonly url?: string;
  }>;
}

/**
 * One document of a patch in Git.
 *
 * @public
 */
export interface DeclaredDocument {
  readonly scope: DocumentScope;
  /** `v1alpha1` for one without a kind. */
  readonly kind: string;
  readonly name?: string;
  readonly file: string;
  readonly line: number;
  readonly url?: string;
  readonly values: readonly DeclaredValue[];
}

/**
 * What a tree holds of the configs of its machines.
 *
 * @public
 */
export interface DeclaredConfigs {
  readonly documents: readonly DeclaredDocument[];
  /** Whether there is any source of configs at all, also one that can not be read here. */
  readonly hasSource: boolean;
}
