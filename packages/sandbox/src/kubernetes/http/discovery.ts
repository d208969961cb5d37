import { ObjectStore } from '../ObjectStore';
import { apiVersionOf, servedResources } from './ServedResource';
import { reviewTypes } from './reviewHandlers';

const VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];
const OBJECT_VERBS = ['get', 'patch', 'update'];

interface Subresource {
  name: string;
  kind: string;
  group?: string;
  version?: string;
  verbs: readonly string[];
}

/** One resource of one version, as both forms of discovery tell it. */
interface DiscoveredResource {
  group: string;
  version: string;
  plural: string;
  singular: string;
  kind: string;
  namespaced: boolean;
  verbs: readonly string[];
  shortNames: readonly string[];
  categories: readonly string[];
  subresources: readonly Subresource[];
}

const SPECIAL: Readonly<Partial<Record<string, readonly Subresource[]>>> = {
  '/Pod': [
    {
      name: 'eviction',
      kind: 'Eviction',
      group: 'policy',
      version: 'v1',
      verbs: ['create'],
    },
    { name: 'log', kind: 'Pod', verbs: ['get'] },
  ],
  '/Namespace': [{ name: 'finalize', kind: 'Namespace', verbs: ['update'] }],
};

function discovered(store: ObjectStore): DiscoveredResource[] {
  const served = servedResources(store).map(({ type, group, version }) => ({
    group,
    version,
    plural: type.plural,
    singular: type.singular,
    kind: type.kind,
    namespaced: type.namespaced,
    verbs: VERBS,
    shortNames: type.shortNames,
    categories: type.categories ?? [],
    subresources: [
      ...(SPECIAL[`${type.group}/${type.kind}`] ?? []),
      ...(type.scale
        ? [
            {
              name: 'scale',
              kind: 'Scale',
              group: 'autoscaling',
              version: 'v1',
              verbs: OBJECT_VERBS,
            },
          ]
        : []),
      ...(type.hasStatus
        ? [{ name: 'status', kind: type.kind, verbs: OBJECT_VERBS }]
        : []),
    ],
  }));
  const reviews = reviewTypes.map(type => ({
    ...type,
    singular: type.kind.toLowerCase(),
    verbs: ['create'],
    shortNames: [],
    categories: [],
    subresources: [],
  }));
  return [...served, ...reviews];
}

/** A group with its versions, the preferred one first. */
interface DiscoveredGroup {
  name: string;
  versions: Map<string, DiscoveredResource[]>;
}

function groups(store: ObjectStore): DiscoveredGroup[] {
  const found = new Map<string, DiscoveredGroup>();
  for (const resource of discovered(store)) {
    const group: DiscoveredGroup = found.get(resource.group) ?? {
      name: resource.group,
      versions: new Map(),
    };
    const resources = group.versions.get(resource.version) ?? [];
    group.versions.set(resource.version, [...resources, resource]);
    found.set(resource.group, group);
  }
  return [...found.values()];
}

const list = (values: readonly string[]) =>
  values.length > 0 ? values : undefined;

/** `/api`: the versions of the core group. */
export function coreVersions(address: string) {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [
      { clientCIDR: '0.0.0.0/0', serverAddress: address },
    ],
  };
}

function groupDocument({ name, versions }: DiscoveredGroup) {
  const all = [...versions.keys()].map(version => ({
    groupVersion: apiVersionOf(name, version),
    version,
  }));
  return { name, versions: all, preferredVersion: all[0] };
}

/** `/apis`: every group but the core. */
export function groupList(store: ObjectStore) {
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: groups(store)
      .filter(({ name }) => name !== '')
      .map(groupDocument),
  };
}

/** `/apis/GROUP`; undefined when there is no such group. */
export function groupOf(store: ObjectStore, name: string) {
  const group = groups(store).find(each => each.name === name);
  return (
    group && { kind: 'APIGroup', apiVersion: 'v1', ...groupDocument(group) }
  );
}

/** `/api/v1` or `/apis/GROUP/VERSION`; undefined when it is not served. */
export function resourceList(
  store: ObjectStore,
  group: string,
  version: string,
) {
  const resources = discovered(store).filter(
    each => each.group === group && each.version === version,
  );
  if (resources.length === 0) {
    return undefined;
  }
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf(group, version),
    resources: resources.flatMap(resource => [
      {
        name: resource.plural,
        singularName: resource.singular,
        namespaced: resource.namespaced,
        kind: resource.kind,
        verbs: resource.verbs,
        shortNames: list(resource.shortNames),
        categories: list(resource.categories),
      },
      ...resource.subresources.map(subresource => ({
        name: `${resource.plural}/${subresource.name}`,
        singularName: '',
        namespaced: resource.namespaced,
        group: subresource.group,
        version: subresource.version,
        kind: subresource.kind,
        verbs: subresource.verbs,
      })),
    ]),
  };
}

function aggregatedResource(resource: DiscoveredResource) {
  const { group, version } = resource;
  return {
    resource: resource.plural,
    responseKind: { group, version, kind: resource.kind },
    scope: resource.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: resource.singular,
    verbs: resource.verbs,
    shortNames: list(resource.shortNames),
    categories: list(resource.categories),
    subresources:
      resource.subresources.length === 0
        ? undefined
        : resource.subresources.map(subresource => ({
            subresource: subresource.name,
            responseKind: {
              group: subresource.group ?? group,
              version: subresource.version ?? version,
              kind: subresource.kind,
            },
            verbs: subresource.verbs,
          })),
  };
}

/** Everything at once (apidiscovery.k8s.io/v2), of the core group or of all others. */
export function aggregatedDiscovery(store: ObjectStore, of: 'core' | 'groups') {
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups(store)
      .filter(({ name }) => (name === '') === (of === 'core'))
      .map(({ name, versions }) => ({
        metadata: { ...(name ? { name } : {}), creationTimestamp: null },
        versions: [...versions].map(([version, resources]) => ({
          version,
          resources: resources.map(aggregatedResource),
          freshness: 'Current',
        })),
      })),
  };
}
