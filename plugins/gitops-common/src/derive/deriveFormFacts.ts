import type { SourceState } from '@homestage/backstage-plugin-lab-common';
import type {
  Conventions,
  TreeBackup,
  TreeIndex,
  TreeStorageClass,
} from '@homestage/gitops-tree';
import type { FormFacts } from '../contract/facts';
import { appParts } from './appParts';
import { bucketClasses } from './bucketClasses';
import { clusterVersions } from './clusterVersions';
import { deriveNetworks } from './deriveNetworks';
import { deriveSecretItems } from './deriveSecretItems';

/**
 * What {@link deriveFormFacts} reads: a snapshot of the tree.
 *
 * @public
 */
export interface FormFactsInput {
  readonly repository: {
    readonly name: string;
    readonly branch: string;
    readonly cluster?: string;
  };
  readonly state: SourceState;
  readonly revision: string;
  readonly commit?: string;
  readonly index?: TreeIndex;
  readonly conventions?: Conventions;
}

/**
 * What the forms need to know of a tree. A tree that was never read gives empty
 * lists, and its state says why: nobody may take that for "nothing is in use".
 *
 * @public
 */
export function deriveFormFacts(
  input: FormFactsInput,
  options?: { readonly fileUrl?: (path: string, line: number) => string },
): FormFacts {
  const { repository, state, revision, commit, index, conventions } = input;
  return {
    repository: repository.name,
    branch: repository.branch,
    cluster: repository.cluster,
    commit,
    source: state,
    revision,
    namespaces: index ? namespacesOf(index) : [],
    apps: index ? appsOf(index) : [],
    hostnames: (index?.hostnames ?? []).map(
      ({ hostname, owner, namespace, name, file, line }) => ({
        hostname,
        owner,
        namespace,
        name,
        file,
        line,
        url: options?.fileUrl?.(file, line),
      }),
    ),
    storageClasses: [
      ...new Set([
        ...(conventions?.storageClasses ?? []),
        ...volumeClasses(index).map(({ name }) => name),
      ]),
    ],
    classFacts: volumeClasses(index).map(
      ({ name, isDefault, allowsExpansion, reclaimPolicy }) => ({
        name,
        isDefault,
        allowsExpansion,
        reclaimPolicy,
      }),
    ),
    bucketClasses: index ? bucketClasses(index) : [],
    networks: index ? deriveNetworks(index) : [],
    gateways: {
      internal: conventions?.gateways.internal?.name,
      external: conventions?.gateways.external?.name,
    },
    databases: (index?.databases ?? [])
      .filter(({ ownerKind }) => ownerKind === 'Cluster')
      .map(({ namespace, name, backups }) => ({
        namespace,
        name,
        backups: namesOf(backups),
      }))
      .sort(byName),
    volumes: (index?.volumes ?? [])
      .filter(({ ownerKind }) => ownerKind === 'PersistentVolumeClaim')
      .map(({ namespace, name, size, storageClass, backups }) => ({
        namespace,
        name,
        size,
        storageClass,
        backups: namesOf(backups),
      }))
      .sort(byName),
    nodes: (index?.nodes ?? []).map(({ name, address, isControlPlane }) => ({
      name,
      address,
      isControlPlane,
    })),
    addresses: (index?.addresses ?? []).map(
      ({ address, owner, file, line }) => ({
        address,
        owner,
        file,
        line,
        url: options?.fileUrl?.(file, line),
      }),
    ),
    addressPools: index ? poolsOf(index) : [],
    secretStores: (index?.secretStores ?? []).map(
      ({ name, namespace, provider }) => ({ name, namespace, provider }),
    ),
    secretItems: index ? deriveSecretItems(index) : [],
    domain: conventions?.domain,
    versions: index ? clusterVersions(index) : {},
    appTemplateVersion: conventions?.appTemplate?.version,
  };
}

function appsOf(index: TreeIndex): FormFacts['apps'] {
  return index.apps
    .map(app => ({
      namespace: app.namespace,
      name: app.name,
      isSuspended: app.state === 'suspended',
      isAppTemplate: app.helmReleases.some(
        ({ chart }) => chart?.name === 'app-template',
      ),
      hostnames: [...app.hostnames],
      parts: appParts(app, index),
    }))
    .sort(byName);
}

/** Classes of volumes: those that make buckets are none. */
function volumeClasses(index?: TreeIndex): readonly TreeStorageClass[] {
  const buckets = index ? bucketClasses(index) : [];
  return (index?.storageClasses ?? []).filter(
    ({ name }) => !buckets.includes(name),
  );
}

/** None while one of them is not understood: what is outside of all could not be told. */
function poolsOf({ addressPools }: TreeIndex): FormFacts['addressPools'] {
  const pools = addressPools.filter(({ isDisabled }) => !isDisabled);
  return pools.every(({ isResolved }) => isResolved)
    ? pools.map(({ name, blocks }) => ({
        name,
        blocks: blocks.map(({ first, last }) => ({ first, last })),
      }))
    : [];
}

type Named = { readonly namespace: string; readonly name: string };

function byName(a: Named, b: Named): number {
  return `${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1;
}

function namesOf(backups: readonly TreeBackup[]): string[] {
  return backups.map(({ kind, name }) => `${kind} ${name}`);
}

function namespacesOf(index: TreeIndex): FormFacts['namespaces'] {
  const apps = new Map<string, string[]>(
    index.namespaces.map(({ name }) => [name, []]),
  );
  for (const { namespace, name } of index.apps) {
    const names = apps.get(namespace) ?? [];
    apps.set(namespace, [...names, name]);
  }
  return [...apps]
    .filter(([name]) => name !== '')
    .map(([name, names]) => ({ name, apps: names.sort() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
