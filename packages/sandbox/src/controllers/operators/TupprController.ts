import type { StoredObject } from '../../kubernetes/ObjectStore';
import type { Controller, Lab } from '../runtime/Controller';
import { isoTime } from '../runtime/isoTime';
import { writeStatus } from '../runtime/writeStatus';

const NODE = { group: '', kind: 'Node' };

/** What the Talos of a node is doing; the lab's Talos API tells it as its stage. */
export const STAGE_ANNOTATION = 'sandbox.homestage.dev/talos-stage';

/** How long a phase takes; on real machines it is minutes. */
const TOOK_MS = {
  HealthChecking: 2_000,
  Draining: 2_000,
  Upgrading: 4_000,
  Rebooting: 5_000,
} as const;

interface UpgradeStatus {
  readonly phase?: string;
  readonly observedGeneration?: number;
  readonly currentNode?: string;
  readonly completedNodes?: readonly string[];
  readonly startedAt?: string;
  readonly message?: string;
}

/** What is upgraded: where a node says its version, and whether it restarts. */
interface Upgraded {
  readonly kind: 'TalosUpgrade' | 'KubernetesUpgrade';
  readonly field: 'talos' | 'kubernetes';
  readonly restarts: boolean;
  versionOf(node: StoredObject): string | undefined;
  withVersion(version: string): Record<string, string>;
}

const TALOS: Upgraded = {
  kind: 'TalosUpgrade',
  field: 'talos',
  restarts: true,
  versionOf: node =>
    /\((v[^)]+)\)/.exec(node.status?.nodeInfo?.osImage ?? '')?.[1],
  withVersion: version => ({ osImage: `Talos (${version})` }),
};

const KUBERNETES: Upgraded = {
  kind: 'KubernetesUpgrade',
  field: 'kubernetes',
  restarts: false,
  versionOf: node => node.status?.nodeInfo?.kubeletVersion,
  withVersion: version => ({ kubeletVersion: version }),
};

const isReady = (node: StoredObject) =>
  node.status?.conditions?.some(
    (condition: { type: string; status: string }) =>
      condition.type === 'Ready' && condition.status === 'True',
  );

/** One wish as it is carried out. */
interface UpgradeRun {
  readonly object: StoredObject;
  readonly status: UpgradeStatus;
  readonly wanted: string;
  readonly lab: Lab;
}

/**
 * tuppr: brings all nodes to the version that its object wishes, one after the other.
 * A node is cordoned, loses its power for a while, and comes back with the version;
 * nothing begins while a node is not ready.
 * @public
 */
export class TupprController implements Controller {
  readonly name = 'tuppr';
  readonly group = 'tuppr.home-operations.com';
  readonly kind: string;
  readonly #upgraded: Upgraded;

  constructor(what: 'Talos' | 'Kubernetes') {
    this.#upgraded = what === 'Talos' ? TALOS : KUBERNETES;
    this.kind = this.#upgraded.kind;
  }

  reconcile(object: StoredObject, lab: Lab): number | undefined {
    const { versionOf, field } = this.#upgraded;
    const wanted: string | undefined = object.spec?.[field]?.version;
    if (object.metadata.deletionTimestamp || !wanted) return undefined;
    const told: UpgradeStatus = object.status ?? {};
    const isNew = told.observedGeneration !== object.metadata.generation;
    const status: UpgradeStatus = isNew ? {} : told;
    const nodes = lab.store.list(NODE);
    const next = nodes
      .filter(node => versionOf(node) !== wanted)
      .map(({ metadata }) => metadata.name)
      .sort(workersFirst)[0];
    const current = nodes.find(
      ({ metadata }) => metadata.name === status.currentNode,
    );
    if (current) {
      return this.#goOn(current, { object, status, wanted, lab });
    }
    if (!next) {
      this.#tell(object, lab, {
        ...status,
        phase: 'Completed',
        message: 'All nodes run the wished version',
      });
      return undefined;
    }
    return this.#begin(next, { object, status, nodes, lab });
  }

  /** The next node, once all of them are ready. */
  #begin(
    next: string,
    run: {
      object: StoredObject;
      status: UpgradeStatus;
      nodes: readonly StoredObject[];
      lab: Lab;
    },
  ): number {
    const { object, status, nodes, lab } = run;
    const startedAt = status.startedAt ?? isoTime(lab.clock.now());
    const unready = nodes.filter(node => !isReady(node));
    if (status.phase !== 'HealthChecking' || unready.length > 0) {
      const names = unready.map(({ metadata }) => metadata.name).join(', ');
      this.#tell(object, lab, {
        ...status,
        startedAt,
        phase: 'HealthChecking',
        message: names ? `Not ready: ${names}` : undefined,
      });
      return TOOK_MS.HealthChecking;
    }
    return this.#enter('Draining', next, { object, status, lab });
  }

  /** From one phase of a node to the next. */
  #goOn(node: StoredObject, run: UpgradeRun): number {
    const { object, status, wanted, lab } = run;
    const { name } = node.metadata;
    switch (status.phase) {
      case 'Draining':
        return this.#enter('Upgrading', name, run);
      case 'Upgrading':
        return this.#upgraded.restarts
          ? this.#enter('Rebooting', name, run)
          : this.#finish(node, { object, status, wanted, lab });
      default:
        return this.#finish(node, { object, status, wanted, lab });
    }
  }

  #enter(
    phase: 'Draining' | 'Upgrading' | 'Rebooting',
    name: string,
    run: Omit<UpgradeRun, 'wanted'>,
  ): number {
    const { object, status, lab } = run;
    if (this.#upgraded.restarts) {
      changeNode(lab, name, {
        isCordoned: true,
        stage: phase === 'Upgrading' ? 'upgrading' : undefined,
      });
    }
    if (phase === 'Rebooting') lab.faults.setPower(name, false);
    this.#tell(object, lab, {
      ...status,
      phase,
      currentNode: name,
      message: undefined,
    });
    return TOOK_MS[phase];
  }

  #finish(node: StoredObject, run: UpgradeRun): number {
    const { object, status, wanted, lab } = run;
    const { name } = node.metadata;
    writeStatus(lab.store, node, {
      ...node.status,
      nodeInfo: {
        ...node.status?.nodeInfo,
        ...this.#upgraded.withVersion(wanted),
      },
    });
    if (this.#upgraded.restarts) {
      lab.faults.setPower(name, true);
      changeNode(lab, name, { isCordoned: false });
    }
    this.#tell(object, lab, {
      ...status,
      phase: 'HealthChecking',
      currentNode: undefined,
      completedNodes: [...(status.completedNodes ?? []), name],
    });
    return TOOK_MS.HealthChecking;
  }

  #tell(object: StoredObject, lab: Lab, status: UpgradeStatus): void {
    const defined = Object.entries({
      ...status,
      observedGeneration: object.metadata.generation,
    }).filter(([, value]) => value !== undefined);
    writeStatus(lab.store, object, Object.fromEntries(defined));
  }
}

/** So that the control plane is there while most of the work is done. */
function workersFirst(a: string, b: string): number {
  return b.localeCompare(a);
}

function changeNode(
  { store }: Lab,
  name: string,
  change: { isCordoned: boolean; stage?: string },
): void {
  const node = store.get({ ...NODE, name });
  if (!node) return;
  const { [STAGE_ANNOTATION]: _, ...annotations } =
    node.metadata.annotations ?? {};
  const { unschedulable: __, ...spec } = node.spec ?? {};
  store.update({
    ...node,
    metadata: {
      ...node.metadata,
      annotations: {
        ...annotations,
        ...(change.stage ? { [STAGE_ANNOTATION]: change.stage } : {}),
      },
    },
    spec: { ...spec, ...(change.isCordoned ? { unschedulable: true } : {}) },
  });
}
