import type { ClusterStore } from '@homestage/backstage-plugin-lab-node';
import {
  TALOS_KUBERNETES_KINDS,
  type KubernetesSnapshot,
  type TalosKubernetesKind,
} from '@homestage/backstage-plugin-talos-common';

/** What this plugin needs of the watch cache. */
export type KubernetesStore = Pick<
  ClusterStore,
  'clusters' | 'snapshot' | 'subscribe'
>;

const KINDS = Object.entries(TALOS_KUBERNETES_KINDS) as ReadonlyArray<
  [TalosKubernetesKind, (typeof TALOS_KUBERNETES_KINDS)[TalosKubernetesKind]]
>;

/** What people watch while it goes on; the others change often and matter later. */
const PROMPT: readonly TalosKubernetesKind[] = [
  'nodes',
  'talosUpgrades',
  'kubernetesUpgrades',
];

const isLazy = (name: TalosKubernetesKind) => !PROMPT.includes(name);

const kindsOf = (names: readonly TalosKubernetesKind[]) =>
  names.map(name => TALOS_KUBERNETES_KINDS[name]);

/**
 * The Kubernetes that runs on the machines, from the watch cache that all plugins
 * share: nothing is asked twice because of Talos.
 */
export class KubernetesObjects {
  readonly #store: KubernetesStore;

  constructor(store: KubernetesStore) {
    this.#store = store;
  }

  /** Undefined when the portal reads no Kubernetes cluster of this name. */
  of(cluster: string): KubernetesSnapshot | undefined {
    if (!this.#store.clusters().some(({ name }) => name === cluster)) {
      return undefined;
    }
    const read = KINDS.map(([name, kind]) => {
      const { items, state } = this.#store.snapshot(cluster, kind);
      return [name, { items, state }] as const;
    });
    return Object.fromEntries(read) as unknown as KubernetesSnapshot;
  }

  /** `isLazy`: something changed that may wait, such as a figure of a machine. */
  subscribe(listener: (options?: { isLazy?: boolean }) => void): () => void {
    const undo = [
      this.#store.subscribe(kindsOf(PROMPT), () => listener()),
      this.#store.subscribe(
        kindsOf(KINDS.map(([name]) => name).filter(isLazy)),
        () => listener({ isLazy: true }),
      ),
    ];
    return () => undo.forEach(stop => stop());
  }
}
