import type { RepoStore } from '@homestage/backstage-plugin-gitops-node';
import type { TalosClusterSnapshot } from '@homestage/backstage-plugin-talos-common';
import { declareDocuments } from './declareDocuments';
import { declareMachines } from './declareMachines';

type Declared = NonNullable<TalosClusterSnapshot['declared']>;

/**
 * What Git says of the machines of a cluster: read anew when the commit changes, and
 * the same object until then.
 */
export class Declarations {
  readonly #store: RepoStore;
  readonly #kept = new Map<string, { revision: string; declared: Declared }>();

  constructor(store: RepoStore) {
    this.#store = store;
  }

  /** Undefined when no repository names the cluster. */
  of(cluster: string): Declared | undefined {
    const repository = this.#store
      .repositories()
      .find(each => each.cluster === cluster);
    if (!repository) {
      return undefined;
    }
    const snapshot = this.#store.snapshot(repository.name);
    const known = this.#kept.get(cluster);
    if (known?.revision === snapshot.revision) {
      return known.declared;
    }
    const urlOf = (file: string, line: number) =>
      this.#store.fileUrl(repository.name, file, line);
    const { files, index, state } = snapshot;
    const configs = files && declareDocuments(files, urlOf);
    const declared = {
      state,
      repository: repository.name,
      configs,
      machines: files
        ? declareMachines(files, index?.nodes ?? [], urlOf, configs)
        : [],
    };
    this.#kept.set(cluster, { revision: snapshot.revision, declared });
    return declared;
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener);
  }
}
