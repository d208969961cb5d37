import {
  LAB_ANNOTATIONS,
  entityName,
  type KubeObject,
} from '@homestage/backstage-plugin-lab-common';
import type { TreeNode } from '@homestage/gitops-tree';
import type { ScopeFacts, TreeFacts } from '../facts/LabFacts';
import { EntityDraft, draftKey } from './EntityDraft';
import { liveAnnotations, treeAnnotations } from './originAnnotations';
import { presenceOf } from './presenceOf';

/** A machine by name, as its record and the cluster have it. */
interface NodeFacts {
  name: string;
  record?: { tree: TreeFacts; node: TreeNode };
  live?: KubeObject;
}

/** The nodes of a cluster: those of the node list, and those that joined without it. */
export function nodeFacts(scope: ScopeFacts): NodeFacts[] {
  const byName = new Map<string, NodeFacts>();
  for (const tree of scope.trees) {
    for (const node of tree.index?.nodes ?? []) {
      byName.set(node.name, { name: node.name, record: { tree, node } });
    }
  }
  for (const live of scope.kinds.nodes.items) {
    const { name } = live.metadata;
    byName.set(name, { name, ...byName.get(name), live });
  }
  return [...byName.values()];
}

/** The Resource that stands for one node. */
export function nodeDraft(scope: ScopeFacts, facts: NodeFacts): EntityDraft {
  const { cluster, kinds } = scope;
  const { name, record, live } = facts;
  return {
    key: draftKey.node(cluster, name),
    kind: 'Resource',
    names: [name, `${cluster ?? 'git'}-${name}`].map(entityName),
    title: name,
    description: describe(facts),
    presence: presenceOf({ inGit: Boolean(record), isLive: Boolean(live) }),
    annotations: {
      ...(record
        ? treeAnnotations(record.tree, record.node)
        : liveAnnotations(cluster)),
      [LAB_ANNOTATIONS.cluster]: cluster,
      [LAB_ANNOTATIONS.object]: `Node//${name}`,
    },
    links: record && [
      {
        url: record.tree.fileUrl(record.node.file, record.node.line),
        title: 'File in Git',
        icon: 'code',
      },
    ],
    type: 'talos-node',
    dependsOn: cluster ? [draftKey.cluster(cluster)] : [],
    stale: [
      ...(record ? [record.tree] : scope.trees).map(tree => tree.stale),
      kinds.nodes.stale,
    ],
  };
}

const CONTROL_PLANE_LABEL = 'node-role.kubernetes.io/control-plane';

function describe({ record, live }: NodeFacts): string {
  const isControlPlane =
    record?.node.isControlPlane ??
    live?.metadata.labels?.[CONTROL_PLANE_LABEL] !== undefined;
  const role = isControlPlane ? 'Control plane' : 'Worker';
  const address = record?.node.address ?? liveAddress(live);
  return address ? `${role}, ${address}` : role;
}

function liveAddress(live: KubeObject | undefined): string | undefined {
  const addresses: unknown = live?.status?.addresses;
  const internal = Array.isArray(addresses)
    ? addresses.find(address => address?.type === 'InternalIP')
    : undefined;
  return internal?.address;
}
