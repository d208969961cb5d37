import { ObjectStore, StoredObject } from '../../kubernetes/ObjectStore';
import { Condition, withCondition } from '../runtime/conditions';
import { Controller, Lab } from '../runtime/Controller';
import { writeStatus } from '../runtime/writeStatus';
import {
  isNodeSelected,
  podRequests,
  Resources,
  untoleratedTaint,
} from './nodeFit';
import { isPodActive } from './podState';
import { quantity } from './quantity';

const COMPONENT = 'default-scheduler';
/** A pod that fits nowhere is tried again then, if nothing happens before. */
const RETRY_MS = 10_000;

const plural = (count: number, one: string, many: string) =>
  `${count} ${count === 1 ? one : many}`;

function allocatable(node: StoredObject): Resources {
  const { cpu, memory } = node.status?.allocatable ?? {};
  return { cpu: quantity(cpu), memory: quantity(memory) };
}

function freeOn(
  node: StoredObject,
  placed: readonly StoredObject[],
): Resources {
  return placed.map(podRequests).reduce(
    (free, used) => ({
      cpu: free.cpu - used.cpu,
      memory: free.memory - used.memory,
    }),
    allocatable(node),
  );
}

/** A pod's siblings weigh most, so that replicas spread. */
const SIBLING_WEIGHT = 10;
/** Pods that reserve next to nothing are spread by their number. */
const MOST_PODS = 110;

/** How full a node is for a pod: the lowest wins. */
function loadOf(
  pod: StoredObject,
  node: StoredObject,
  { free, placed }: { free: Resources; placed: readonly StoredObject[] },
): number {
  const total = allocatable(node);
  const owner = pod.metadata.ownerReferences?.[0]?.uid;
  const siblings = placed.filter(
    one => owner && one.metadata.ownerReferences?.[0]?.uid === owner,
  );
  return (
    siblings.length * SIBLING_WEIGHT +
    (1 - free.cpu / total.cpu) +
    (1 - free.memory / total.memory) +
    (5 * placed.length) / MOST_PODS
  );
}

/** Why a pod does not fit a node, in the scheduler's words; undefined when it does. */
function misfit(
  pod: StoredObject,
  node: StoredObject,
  free: Resources,
): string | undefined {
  const wanted = podRequests(pod);
  if (node.spec?.unschedulable) return 'node(s) were unschedulable';
  const taint = untoleratedTaint(pod, node);
  if (taint)
    return `node(s) had untolerated taint {${taint.key}: ${taint.value ?? ''}}`;
  if (!isNodeSelected(pod, node))
    return "node(s) didn't match Pod's node affinity/selector";
  if (wanted.cpu > free.cpu) return 'Insufficient cpu';
  return wanted.memory > free.memory ? 'Insufficient memory' : undefined;
}

function missingClaim(
  store: ObjectStore,
  pod: StoredObject,
): string | undefined {
  const volumes: Array<{ persistentVolumeClaim?: { claimName: string } }> =
    pod.spec?.volumes ?? [];
  const { namespace } = pod.metadata;
  const missing = volumes.find(
    ({ persistentVolumeClaim: claim }) =>
      claim &&
      !store.get({
        group: '',
        kind: 'PersistentVolumeClaim',
        namespace,
        name: claim.claimName,
      }),
  );
  return (
    missing &&
    `persistentvolumeclaim "${missing.persistentVolumeClaim?.claimName}" not found`
  );
}

const unplaced = (store: ObjectStore, namespace?: string) =>
  store
    .list({ group: '', kind: 'Pod' }, { namespace })
    .filter(pod => !pod.spec?.nodeName)
    .map(({ metadata }) => metadata);

/** Places pods on the emptiest of the nodes that fit. @public */
export class Scheduler implements Controller {
  readonly name = 'scheduler';
  readonly group = '';
  readonly kind = 'Pod';
  readonly watches = [
    {
      group: '',
      kind: 'Node',
      map: (_node: StoredObject, lab: Lab) => unplaced(lab.store),
    },
    {
      group: '',
      kind: 'PersistentVolumeClaim',
      map: (claim: StoredObject, lab: Lab) =>
        unplaced(lab.store, claim.metadata.namespace),
    },
  ];

  reconcile(pod: StoredObject, lab: Lab): number | undefined {
    if (pod.spec?.nodeName || pod.metadata.deletionTimestamp) return undefined;
    const nodes = lab.store.list({ group: '', kind: 'Node' });
    const pods = lab.store.list({ group: '', kind: 'Pod' }).filter(isPodActive);
    const tried = nodes.map(node => {
      const placed = pods.filter(
        ({ spec }) => spec?.nodeName === node.metadata.name,
      );
      const free = freeOn(node, placed);
      const load = loadOf(pod, node, { free, placed });
      return { node, load, why: misfit(pod, node, free) };
    });
    const claim = missingClaim(lab.store, pod);
    const [best] = claim
      ? []
      : tried.filter(({ why }) => !why).sort((a, b) => a.load - b.load);
    if (!best) {
      const reasons = claim
        ? nodes.map(() => claim)
        : tried.map(({ why }) => why ?? '');
      return this.#refuse(pod, lab, explain(reasons));
    }
    this.#bind(pod, best.node, lab);
    return undefined;
  }

  #bind(pod: StoredObject, node: StoredObject, lab: Lab): void {
    const bound = lab.store.update({
      ...pod,
      spec: { ...pod.spec, nodeName: node.metadata.name },
    });
    this.#condition(bound, lab, { status: 'True', reason: '', message: '' });
    lab.events.record(bound, COMPONENT, {
      type: 'Normal',
      reason: 'Scheduled',
      message: `Successfully assigned ${pod.metadata.namespace}/${pod.metadata.name} to ${node.metadata.name}`,
    });
  }

  #refuse(pod: StoredObject, lab: Lab, message: string): number {
    this.#condition(pod, lab, {
      status: 'False',
      reason: 'Unschedulable',
      message,
    });
    lab.events.record(pod, COMPONENT, {
      type: 'Warning',
      reason: 'FailedScheduling',
      message,
    });
    return RETRY_MS;
  }

  #condition(
    pod: StoredObject,
    lab: Lab,
    condition: Omit<Condition, 'type'>,
  ): void {
    writeStatus(lab.store, pod, {
      ...pod.status,
      phase: 'Pending',
      conditions: withCondition(
        pod.status?.conditions,
        { type: 'PodScheduled', ...condition },
        lab.clock.now(),
      ),
    });
  }
}

function explain(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons)
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const listed = [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .join(', ');
  return `0/${plural(
    reasons.length,
    'node is',
    'nodes are',
  )} available: ${listed}.`;
}
