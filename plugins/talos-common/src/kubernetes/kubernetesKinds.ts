import type {
  KindRef,
  KubeObject,
  SourceState,
} from '@homestage/backstage-plugin-lab-common';

const kind = (group: string, name: string): KindRef => ({ group, kind: name });

/**
 * What the Talos pages ask of Kubernetes, and by which name they call it.
 *
 * @public
 */
export const TALOS_KUBERNETES_KINDS = {
  nodes: kind('', 'Node'),
  pods: kind('', 'Pod'),
  talosUpgrades: kind('tuppr.home-operations.com', 'TalosUpgrade'),
  kubernetesUpgrades: kind('tuppr.home-operations.com', 'KubernetesUpgrade'),
  cephClusters: kind('ceph.rook.io', 'CephCluster'),
  disruptionBudgets: kind('policy', 'PodDisruptionBudget'),
  virtualMachines: kind('kubevirt.io', 'VirtualMachineInstance'),
  cronJobs: kind('batch', 'CronJob'),
} as const satisfies Readonly<Record<string, KindRef>>;

/**
 * Name of one of {@link TALOS_KUBERNETES_KINDS}.
 *
 * @public
 */
export type TalosKubernetesKind = keyof typeof TALOS_KUBERNETES_KINDS;

/**
 * The objects of one kind as last known.
 *
 * @public
 */
export interface KubernetesObjects {
  readonly state: SourceState;
  readonly items: readonly KubeObject[];
}

/**
 * The Kubernetes that runs on the machines of a cluster.
 *
 * @public
 */
export type KubernetesSnapshot = Readonly<
  Record<TalosKubernetesKind, KubernetesObjects>
>;
