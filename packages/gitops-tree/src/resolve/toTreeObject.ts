import { isClusterScoped } from '../build/isClusterScoped';
import { groupOfApiVersion } from '../read/groupOfApiVersion';
import { isRecord } from '../read/isRecord';
import type { Manifest, Place, ReachState, TreeObject } from '../types';
import { isSecret } from './fluxKinds';

/** How an object is reached, or why not. */
export interface Reach {
  readonly chain: readonly string[];
  readonly state: ReachState;
  readonly reason?: string;
  /** See {@link TreeObject.patchedBy}. */
  readonly patchedBy?: readonly string[];
}

const NO_PATCHES: readonly string[] = Object.freeze([]);

/** Custom kinds without a namespace that labs use; kustomize gives them one all the same, the API server drops it. */
const CLUSTER_KIND =
  /^(Cluster(?!Class$|ResourceSet)[A-Z]\w*|GatewayClass|VolumeSnapshotClass|Cilium(LoadBalancerIPPool|L2AnnouncementPolicy|ClusterwideNetworkPolicy|BGP\w+|EgressGatewayPolicy)|VirtualMachineCluster\w+|CSIDriver|NodeFeatureRule|Cephcluster)$/;

/** The object as the index shows it: identity, place, reach, and no value of a Secret. */
export function toTreeObject(
  manifest: Manifest,
  place: Place,
  reach: Reach,
): TreeObject {
  const group = groupOfApiVersion(manifest.apiVersion);
  const { kind, metadata } = manifest;
  const hasNamespace =
    typeof metadata.namespace === 'string' &&
    !isClusterScoped(group, kind) &&
    !(group.includes('.') && CLUSTER_KIND.test(kind));
  return {
    apiVersion: manifest.apiVersion,
    group,
    kind,
    ...(hasNamespace && { namespace: metadata.namespace }),
    name: String(metadata.name),
    file: place.file,
    line: place.line,
    column: place.column,
    chain: reach.chain,
    state: reach.state,
    ...(reach.reason !== undefined && { reason: reach.reason }),
    patchedBy: reach.patchedBy ?? NO_PATCHES,
    manifest: isSecret(manifest) ? withoutValues(manifest) : manifest,
  };
}

function withoutValues(secret: Manifest): Manifest {
  const emptied = Object.entries(secret).map(([key, value]) => [
    key,
    (key === 'data' || key === 'stringData') && isRecord(value)
      ? Object.fromEntries(Object.keys(value).map(name => [name, '']))
      : value,
  ]);
  return Object.fromEntries(emptied) as Manifest;
}
