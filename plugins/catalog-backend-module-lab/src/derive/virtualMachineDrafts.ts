import {
  LAB_ANNOTATIONS,
  entityName,
  virtualMachineEntityName,
  type KubeObject,
} from '@homestage/backstage-plugin-lab-common';
import type { TreeVirtualMachine } from '@homestage/gitops-tree';
import type { ScopeFacts, TreeFacts } from '../facts/LabFacts';
import { EntityDraft, draftKey } from './EntityDraft';
import {
  kubernetesAnnotations,
  machineSelector,
} from './kubernetesAnnotations';
import { liveKey, nameKey } from './objectKeys';
import { liveAnnotations, treeAnnotations } from './originAnnotations';
import { presenceOf } from './presenceOf';

/** A machine by place, as the tree and the cluster have it. */
interface MachineFacts {
  namespace: string;
  name: string;
  inTree?: { tree: TreeFacts; machine: TreeVirtualMachine };
  live?: KubeObject;
}

/** The virtual machines of a cluster, in Git, live or both. */
export function machineFacts(scope: ScopeFacts): MachineFacts[] {
  const byKey = new Map<string, MachineFacts>();
  for (const tree of scope.trees) {
    for (const machine of tree.index?.virtualMachines ?? []) {
      const { name, namespace = '' } = machine;
      byKey.set(nameKey(machine), {
        namespace,
        name,
        inTree: { tree, machine },
      });
    }
  }
  for (const live of scope.kinds.virtualMachines.items) {
    const { name, namespace = '' } = live.metadata;
    const known = byKey.get(liveKey(live));
    byKey.set(liveKey(live), { namespace, name, ...known, live });
  }
  return [...byKey.values()];
}

/** The Resource that stands for one virtual machine. */
export function machineDraft(
  scope: ScopeFacts,
  facts: MachineFacts,
): EntityDraft {
  const { cluster, kinds } = scope;
  const { namespace, name, inTree, live } = facts;
  const placed = virtualMachineEntityName({ namespace, name });
  const node = nodeOf(scope, facts);
  return {
    key: draftKey.virtualMachine(cluster, { namespace, name }),
    kind: 'Resource',
    names: [placed, entityName(`${cluster ?? 'git'}-${namespace}-${name}`)],
    title: name,
    presence: presenceOf({ inGit: Boolean(inTree), isLive: Boolean(live) }),
    annotations: {
      ...(inTree
        ? treeAnnotations(inTree.tree, {
            ...inTree.machine,
            directory: inTree.machine.app,
          })
        : liveAnnotations(cluster)),
      ...kubernetesAnnotations({
        cluster,
        namespace,
        selector: machineSelector([name]),
      }),
      [LAB_ANNOTATIONS.object]: `VirtualMachine.kubevirt.io/${namespace}/${name}`,
    },
    links: inTree && [
      {
        url: inTree.tree.fileUrl(inTree.machine.file, inTree.machine.line),
        title: 'File in Git',
        icon: 'code',
      },
    ],
    type: 'virtual-machine',
    system: draftKey.system(namespace),
    dependsOn: [
      ...(node ? [draftKey.node(cluster, node)] : []),
      ...(cluster ? [draftKey.cluster(cluster)] : []),
    ],
    stale: [
      ...(inTree ? [inTree.tree] : scope.trees).map(tree => tree.stale),
      kinds.virtualMachines.stale,
      kinds.virtualMachineInstances.stale,
    ],
  };
}

/** The node the machine runs on now; unset while it does not run. */
function nodeOf(scope: ScopeFacts, facts: MachineFacts): string | undefined {
  const instance = scope.kinds.virtualMachineInstances.items.find(
    item => liveKey(item) === nameKey(facts),
  );
  const node: unknown = instance?.status?.nodeName;
  return typeof node === 'string' && node !== '' ? node : undefined;
}
