import { InputError } from '@backstage/errors';
import type { TreeSecretStore } from '@homestage/gitops-tree';
import type { WishTree } from './Wish';
import { mapAt } from './written';

/**
 * The store that an app's secret is read from: the wished one, else the only one.
 * Throws InputError where there is none, or several to choose from.
 */
export function storeOf(
  wanted: string | undefined,
  { namespace }: { readonly namespace: string },
  { index }: WishTree,
): TreeSecretStore {
  const stores = index.secretStores.filter(
    store =>
      store.kind === 'ClusterSecretStore' || store.namespace === namespace,
  );
  if (stores.length === 0) {
    throw new InputError(
      'app: the tree has no secret store of External Secrets that this app could read. Secrets that are encrypted in Git are added with sops on your own machine, so that they pass nowhere in the clear.',
    );
  }
  const found = wanted
    ? stores.find(({ name }) => name === wanted)
    : stores.length === 1 && stores[0];
  if (!found) {
    throw new InputError(
      `store: choose one of ${stores.map(({ name }) => name).join(', ')}.`,
    );
  }
  return found;
}

/** The store that most of the tree's secrets come from; undefined where there is none that everybody may read. */
export function usualStore({ index }: WishTree): TreeSecretStore | undefined {
  const shared = index.secretStores.filter(
    ({ kind }) => kind === 'ClusterSecretStore',
  );
  const uses = ({ name }: TreeSecretStore) =>
    index.objects.filter(
      ({ kind, manifest }) =>
        kind === 'ExternalSecret' &&
        mapAt(manifest, 'spec', 'secretStoreRef').name === name,
    ).length;
  return [...shared].sort((one, other) => uses(other) - uses(one))[0];
}

/** The version that the tree's other ExternalSecrets have. */
export function storeVersion({ index }: WishTree): string {
  const other = index.objects.find(({ kind }) => kind === 'ExternalSecret');
  return other?.apiVersion ?? 'external-secrets.io/v1';
}
