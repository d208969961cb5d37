import { groupOfApiVersion } from '../read/groupOfApiVersion';

/**
 * Merge keys of lists in built-in kinds, by the list's field name. Source: the
 * `patchMergeKey` tags of the Kubernetes API types. Custom resources have none:
 * their lists are replaced whole.
 */
const MERGE_KEYS: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  env: ['name'],
  volumes: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  imagePullSecrets: ['name'],
  secrets: ['name'],
  hostAliases: ['ip'],
  resourceClaims: ['name'],
  schedulingGates: ['name'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
  webhooks: ['name'],
  ownerReferences: ['uid'],
};

const BUILT_IN_GROUP = /^$|^(apps|batch|autoscaling|policy)$|\.k8s\.io$/;

/** The keys that tell the items of a list apart; undefined when the list is replaced whole. */
export function mergeKeyOf(
  apiVersion: string,
  field: string,
  items: readonly unknown[],
): readonly string[] | undefined {
  const group = groupOfApiVersion(apiVersion);
  const isBuiltIn =
    BUILT_IN_GROUP.test(group) &&
    !/^(gateway\.networking|snapshot\.storage)\.k8s\.io$/.test(group);
  if (!isBuiltIn) {
    return undefined;
  }
  if (field === 'ports') {
    return portKey(items);
  }
  return Object.hasOwn(MERGE_KEYS, field) ? MERGE_KEYS[field] : undefined;
}

function portKey(items: readonly unknown[]): readonly string[] | undefined {
  const has = (key: string) =>
    items.some(
      item => typeof item === 'object' && item !== null && key in item,
    );
  if (has('containerPort')) {
    return ['containerPort', 'protocol'];
  }
  return has('port') ? ['port', 'protocol'] : undefined;
}
