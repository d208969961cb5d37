import { StoredObject } from '../../kubernetes/ObjectStore';
import { Condition, withCondition } from '../runtime/conditions';
import { Controller, Lab } from '../runtime/Controller';
import { sha256 } from '../runtime/digest';
import { isoTime } from '../runtime/isoTime';
import { refOf } from '../runtime/refOf';
import { writeStatus } from '../runtime/writeStatus';

const COMPONENT = 'node-controller';
const LEASE_MS = 10_000;
/** The controller manager's `--node-monitor-grace-period` is 50 s; the lab is quicker. */
const GRACE_MS = 4_000;
/** Pods tolerate a lost node for 300 s by default; the lab is quicker by the same measure. */
const EVICTION_MS = 12_000;
const UNREACHABLE = 'node.kubernetes.io/unreachable';

interface Taint {
  key: string;
  effect: string;
  timeAdded?: string;
}

interface Toleration {
  key?: string;
  effect?: string;
  tolerationSeconds?: number;
}

const PRESSURES = [
  [
    'MemoryPressure',
    'KubeletHasSufficientMemory',
    'kubelet has sufficient memory available',
  ],
  ['DiskPressure', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  [
    'PIDPressure',
    'KubeletHasSufficientPID',
    'kubelet has sufficient PID available',
  ],
] as const;

/** What a running kubelet says of its node. */
const healthy = (): Condition[] => [
  ...PRESSURES.map(
    ([type, reason, message]): Condition => ({
      type,
      status: 'False',
      reason,
      message,
    }),
  ),
  {
    type: 'Ready',
    status: 'True',
    reason: 'KubeletReady',
    message: 'kubelet is posting ready status',
  },
];

const lost = (): Condition[] =>
  ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'Ready'].map(type => ({
    type,
    status: 'Unknown',
    reason: 'NodeStatusUnknown',
    message: 'Kubelet stopped posting node status.',
  }));

const isReady = (node: StoredObject) =>
  node.status?.conditions?.some(
    ({ type, status }: Condition) => type === 'Ready' && status === 'True',
  );

const staysOnLostNode = (pod: StoredObject) =>
  ((pod.spec?.tolerations ?? []) as Toleration[]).some(
    ({ key, effect, tolerationSeconds }) =>
      (!key || key === UNREACHABLE) &&
      (!effect || effect === 'NoExecute') &&
      tolerationSeconds === undefined,
  );

/**
 * Keeps the state of nodes: the lease and conditions that a kubelet with power
 * renews, and what the control plane does about one that has gone silent
 * (conditions unknown, taints, pods not ready, later their eviction).
 * @public
 */
export class NodeController implements Controller {
  readonly name = COMPONENT;
  readonly group = '';
  readonly kind = 'Node';
  readonly followsFaults = true;
  readonly #silentSince = new Map<string, number>();

  reconcile(node: StoredObject, lab: Lab): number | undefined {
    const { name } = node.metadata;
    if (lab.faults.hasPower(name)) {
      this.#renewLease(name, lab);
      const wasSilent = this.#silentSince.delete(name);
      if (!isReady(node) || wasSilent) this.#revive(node, lab, wasSilent);
      return LEASE_MS;
    }
    const now = lab.clock.now();
    const since = this.#silentSince.get(name) ?? now;
    this.#silentSince.set(name, since);
    const silentMs = now - since;
    if (silentMs < GRACE_MS) return GRACE_MS - silentMs;
    if (isReady(node)) this.#lose(node, lab);
    if (silentMs < GRACE_MS + EVICTION_MS)
      return GRACE_MS + EVICTION_MS - silentMs;
    this.#evict(node, lab);
    return undefined;
  }

  #renewLease(name: string, lab: Lab): void {
    const now = new Date(lab.clock.now()).toISOString().replace('Z', '000Z');
    lab.store.apply(
      {
        apiVersion: 'coordination.k8s.io/v1',
        kind: 'Lease',
        metadata: { name, namespace: 'kube-node-lease' },
        spec: {
          holderIdentity: name,
          leaseDurationSeconds: 40,
          renewTime: now,
        },
      },
      { fieldManager: 'kubelet' },
    );
  }

  #revive(node: StoredObject, lab: Lab, hasRebooted: boolean): void {
    const now = lab.clock.now();
    const taints = ((node.spec?.taints ?? []) as Taint[]).filter(
      ({ key }) => key !== UNREACHABLE,
    );
    const live = lab.store.update({ ...node, spec: { ...node.spec, taints } });
    const bootID = sha256(`${node.metadata.name}/${now}`).slice(0, 32);
    writeStatus(lab.store, live, {
      ...live.status,
      conditions: this.#conditions(live, healthy(), now),
      nodeInfo: {
        ...live.status?.nodeInfo,
        ...(hasRebooted ? { bootID } : {}),
      },
    });
    if (hasRebooted) {
      const message = `Node ${node.metadata.name} has been rebooted, boot id: ${bootID}`;
      lab.events.record(live, 'kubelet', {
        type: 'Warning',
        reason: 'Rebooted',
        message,
      });
    }
    lab.events.record(live, 'kubelet', {
      type: 'Normal',
      reason: 'NodeReady',
      message: `Node ${node.metadata.name} status is now: NodeReady`,
    });
  }

  #lose(node: StoredObject, lab: Lab): void {
    const now = lab.clock.now();
    const timeAdded = isoTime(now);
    const taints = ['NoSchedule', 'NoExecute'].map(effect => ({
      key: UNREACHABLE,
      effect,
      timeAdded,
    }));
    const live = lab.store.update({
      ...node,
      spec: { ...node.spec, taints: [...(node.spec?.taints ?? []), ...taints] },
    });
    writeStatus(lab.store, live, {
      ...live.status,
      conditions: this.#conditions(live, lost(), now),
    });
    lab.events.record(live, COMPONENT, {
      type: 'Normal',
      reason: 'NodeNotReady',
      message: `Node ${node.metadata.name} status is now: NodeNotReady`,
    });
    for (const pod of this.#podsOn(node, lab)) {
      const ready: Condition = {
        type: 'Ready',
        status: 'False',
        reason: 'NodeNotReady',
        message: 'Node is not ready',
      };
      writeStatus(lab.store, pod, {
        ...pod.status,
        conditions: withCondition(pod.status?.conditions, ready, now),
      });
    }
  }

  #evict(node: StoredObject, lab: Lab): void {
    for (const pod of this.#podsOn(node, lab)) {
      if (pod.metadata.deletionTimestamp || staysOnLostNode(pod)) continue;
      lab.events.record(pod, 'taint-eviction-controller', {
        type: 'Normal',
        reason: 'TaintManagerEviction',
        message: `Marking for deletion Pod ${pod.metadata.namespace}/${pod.metadata.name}`,
      });
      lab.store.delete(refOf(pod));
    }
  }

  #podsOn(node: StoredObject, { store }: Lab): StoredObject[] {
    return store
      .list({ group: '', kind: 'Pod' })
      .filter(({ spec }) => spec?.nodeName === node.metadata.name);
  }

  #conditions(
    node: StoredObject,
    conditions: readonly Condition[],
    now: number,
  ): Condition[] {
    return conditions.reduce<Condition[]>(
      (all, one) =>
        withCondition(all, one, now).map(condition =>
          condition.type === one.type && one.status !== 'Unknown'
            ? { ...condition, lastHeartbeatTime: isoTime(now) }
            : condition,
        ),
      node.status?.conditions ?? [],
    );
  }
}
