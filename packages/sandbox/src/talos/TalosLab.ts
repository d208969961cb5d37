import type { Faults } from '../controllers/runtime/Faults';
import type { ObjectStore } from '../kubernetes/ObjectStore';
import { machineResources } from './machineResources';
import { ResourceStore } from './ResourceStore';
import type {
  MachineCondition,
  TalosCluster,
  TalosMachine,
} from './TalosMachine';

const NODE = { group: '', kind: 'Node' };

/**
 * The machines of the lab and the state of each. It follows the lab's Kubernetes
 * and its faults, so that a machine which loses power is gone from both.
 */
export class TalosLab {
  readonly machines: readonly TalosMachine[];
  readonly #options: {
    store: Pick<ObjectStore, 'list' | 'watch'>;
    faults: Faults;
    sharedAddress?: string;
  };
  readonly #states = new Map<string, ResourceStore>();
  readonly #undo: ReadonlyArray<() => void>;

  constructor(options: {
    machines: readonly TalosMachine[];
    store: Pick<ObjectStore, 'list' | 'watch'>;
    faults: Faults;
    now: () => number;
    /** Address of the control plane that one of its machines holds. */
    sharedAddress?: string;
  }) {
    this.#options = options;
    this.machines = options.machines;
    for (const { name } of options.machines) {
      this.#states.set(name, new ResourceStore({ now: options.now }));
    }
    this.#follow();
    this.#undo = [
      options.faults.onChange(() => this.#follow()),
      options.store.watch(NODE, () => this.#follow()),
    ];
  }

  /** By address or name, as callers write it. */
  find(target: string): TalosMachine | undefined {
    return this.machines.find(
      ({ name, address }) => name === target || address === target,
    );
  }

  hasPower(machine: TalosMachine): boolean {
    return this.#options.faults.hasPower(machine.name);
  }

  stateOf(machine: TalosMachine): ResourceStore {
    return this.#states.get(machine.name)!;
  }

  conditionOf(machine: TalosMachine): MachineCondition {
    const node = this.#options.store
      .list(NODE)
      .find(({ metadata }) => metadata.name === machine.name);
    const ready = node?.status?.conditions?.find(
      (condition: { type: string }) => condition.type === 'Ready',
    );
    return {
      faults: this.#options.faults.talosFaultsOf(machine.name),
      ...(node
        ? {
            node: {
              isReady: ready?.status === 'True',
              isUnschedulable: node.spec?.unschedulable === true,
              labels: node.metadata.labels ?? {},
            },
          }
        : {}),
    };
  }

  cluster(): TalosCluster {
    return {
      machines: this.machines,
      sharedAddress: this.#options.sharedAddress,
      alive: new Set(
        this.machines.filter(one => this.hasPower(one)).map(({ name }) => name),
      ),
    };
  }

  stop(): void {
    for (const undo of this.#undo) undo();
  }

  /** A machine without power changes nothing more. */
  #follow(): void {
    const cluster = this.cluster();
    for (const machine of this.machines) {
      if (!cluster.alive.has(machine.name)) continue;
      this.stateOf(machine).become(
        machineResources(machine, this.conditionOf(machine), cluster),
      );
    }
  }
}
