import type {
  KindRef,
  KubeObject,
} from '@homestage/backstage-plugin-lab-common';
import type { TreeIndex } from '@homestage/gitops-tree';

/** The kinds of a cluster that entities are made from. */
export const LAB_KINDS = Object.freeze({
  namespaces: { group: '', kind: 'Namespace' },
  nodes: { group: '', kind: 'Node' },
  kustomizations: {
    group: 'kustomize.toolkit.fluxcd.io',
    kind: 'Kustomization',
  },
  helmReleases: { group: 'helm.toolkit.fluxcd.io', kind: 'HelmRelease' },
  virtualMachines: { group: 'kubevirt.io', kind: 'VirtualMachine' },
  virtualMachineInstances: {
    group: 'kubevirt.io',
    kind: 'VirtualMachineInstance',
  },
}) satisfies Readonly<Record<string, KindRef>>;

/** Name of one of {@link LAB_KINDS}. */
export type LabKind = keyof typeof LAB_KINDS;

/** How far the facts of a source can be trusted. */
export interface SourceFacts {
  /** Whether it ever answered; when not, nothing follows from what it lacks. */
  readonly isKnown: boolean;
  /** Which source does not answer now, and since when; unset when it does. */
  readonly stale?: string;
}

/** The objects of one kind on one cluster. */
export interface KindFacts extends SourceFacts {
  /** Only their used parts: see usedPart. */
  readonly items: readonly KubeObject[];
}

/** One repository. */
export interface TreeFacts extends SourceFacts {
  /** As in `homestage.gitops.repositories`. */
  readonly repository: string;
  /** Root of the Kubernetes tree inside the repository; empty for all of it. */
  readonly root: string;
  /** Unset until it was read. */
  readonly index?: TreeIndex;
  directoryUrl(path: string): string;
  fileUrl(path: string, line?: number): string;
  /** Where the file is edited on the forge. */
  editUrl(path: string): string;
}

/** One cluster with the trees that are applied to it. */
export interface ScopeFacts {
  /** Unset for trees of which nobody says which cluster they are applied to. */
  readonly cluster?: string;
  /** What people call the cluster; unset when its name has to do. */
  readonly title?: string;
  readonly trees: readonly TreeFacts[];
  readonly kinds: Readonly<Record<LabKind, KindFacts>>;
}

/** Everything the entities are made from. */
export interface LabFacts {
  readonly scopes: readonly ScopeFacts[];
}
