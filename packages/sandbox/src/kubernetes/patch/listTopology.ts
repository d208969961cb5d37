import { ResourceType } from '../ObjectStore';
import { StructuralSchema } from '../schema/ServedVersion';

/** How a list is merged: as one value, as a set, or item by item with these keys. */
export type ListKind = 'atomic' | 'set' | readonly string[];

/** Tells the kind of the list at a path of field names (items of lists are left out). */
export type ListTopology = (path: readonly string[]) => ListKind;

const BY_NAME = ['name'] as const;

/** The lists of the built-in kinds that are not one value, by the name of their field. */
const BUILTIN: Readonly<Record<string, ListKind>> = {
  containers: BY_NAME,
  initContainers: BY_NAME,
  ephemeralContainers: BY_NAME,
  volumes: BY_NAME,
  env: BY_NAME,
  imagePullSecrets: BY_NAME,
  webhooks: BY_NAME,
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  conditions: ['type'],
  addresses: ['type'],
  ownerReferences: ['uid'],
  finalizers: 'set',
  hostAliases: ['ip'],
  podIPs: ['ip'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
};

const CONTAINER_LISTS = new Set([
  'containers',
  'initContainers',
  'ephemeralContainers',
]);

function builtinTopology(path: readonly string[]): ListKind {
  const field = path[path.length - 1];
  const parent = path[path.length - 2];
  if (field === 'ports') {
    if (CONTAINER_LISTS.has(parent)) {
      return ['containerPort', 'protocol'];
    }
    return path.length === 2 && parent === 'spec'
      ? ['port', 'protocol']
      : 'atomic';
  }
  if (field === 'secrets') {
    return path.length === 1 ? BY_NAME : 'atomic';
  }
  return BUILTIN[field] ?? 'atomic';
}

/** The schema of the field at a path; items of lists are stepped into by themselves. */
function schemaAt(
  root: StructuralSchema,
  path: readonly string[],
): StructuralSchema | undefined {
  let schema: StructuralSchema | undefined = root;
  for (const field of path) {
    const parent: StructuralSchema | undefined = schema?.items ?? schema;
    const extra: StructuralSchema | boolean | undefined =
      parent?.additionalProperties;
    schema =
      parent?.properties?.[field] ??
      (typeof extra === 'object' ? extra : undefined);
  }
  return schema;
}

function schemaTopology(schema: StructuralSchema): ListTopology {
  return path => {
    if (path[0] === 'metadata') {
      return builtinTopology(path);
    }
    const list = schemaAt(schema, path);
    switch (list?.['x-kubernetes-list-type']) {
      case 'map':
        return list['x-kubernetes-list-map-keys'] ?? 'atomic';
      case 'set':
        return 'set';
      default:
        return 'atomic';
    }
  };
}

/**
 * How the lists of a kind are merged: by the schema for a custom kind, by the
 * known fields for a built-in one (Kubernetes' own patchMergeKey and listMapKey
 * markers).
 */
export function listTopology(type: ResourceType): ListTopology {
  if (!type.isCustom) {
    return builtinTopology;
  }
  const storage = type.versions?.find(({ name }) => name === type.version);
  return schemaTopology(storage?.schema ?? {});
}
