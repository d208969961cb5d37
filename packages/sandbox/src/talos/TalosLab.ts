import { randomUUID } from 'node:crypto';
import { STAGE_ANNOTATION } from '../controllers/operators/TupprController';
import type { Faults } from '../controllers/runtime/Faults';
import type { ObjectStore } from '../kubernetes/ObjectStore';
import { CallCounter } from './CallCounter';
import { containersOf, type MachineContainer } from './containers';
import { MachineJournal } from './MachineJournal';
import { machineResources } from './machineResources';
import { ResourceStore } from './ResourceStore';
import type {
  MachineCondition,
  TalosCluster,
  TalosMachine,
} from './TalosMachine';

const NODE = { group: '', kind: 'Node' };
const POD = { group: '', kind: 'Pod' };

/** How long a service is away when it is started again. */
const RESTART_MS = 500;
/** A machine that reboots still answers for a moment, and is back after a while. */
const REBOOT_AFTER_MS = 1_500;
const REBOOT_MS = 6_000;

/**
 * The machines of the lab and the state of each. It follows the lab's Kubernetes
 * and its faults, so that a machine which loses power is gone from both.
 */
export class TalosLab {
  readonly #all: readonly TalosMachine[];
  readonly #options: {
    store: Pick<ObjectStore, 'list' | 'watch'>;
    faults: Faults;
    sharedAddress?: string;
  };
  /** Who asked for what. */
  readonly calls = new CallCounter();
  readonly #states = new Map<string, ResourceStore>();
  readonly #journals = new Map<string, MachineJournal>();
  readonly #restarting = new Map<string, Set<string>>();
  readonly #rebooting = new Set<string>();
  readonly #defragmented = new Set<string>();
  readonly #off = new Set<string>();
  readonly #boots = new Map<string, number>();
  readonly #timers = new Set<NodeJS.Timeout>();
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
    this.#all = options.machines;
    for (const { name } of options.machines) {
      this.#states.set(name, new ResourceStore({ now: options.now }));
      const journal = new MachineJournal({ now: options.now });
      this.#journals.set(name, journal);
      tellBoot(journal);
    }
    this.#follow();
    this.#undo = [
      options.faults.onChange(() => this.#follow()),
      options.store.watch(NODE, () => this.#follow()),
    ];
  }

  /** Those that the lab has right now. */
  get machines(): readonly TalosMachine[] {
    const { faults } = this.#options;
    return this.#all.filter(({ name }) => !faults.isAbsent(name));
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

  containersOf(machine: TalosMachine): MachineContainer[] {
    const pods = this.#options.store
      .list(POD)
      .filter(({ spec }) => spec?.nodeName === machine.name);
    return containersOf(machine, pods);
  }

  stateOf(machine: TalosMachine): ResourceStore {
    return this.#states.get(machine.name)!;
  }

  journalOf(machine: TalosMachine): MachineJournal {
    return this.#journals.get(machine.name)!;
  }

  /** Called once, when the machine loses its power; returns the undo. */
  onPowerLoss(machine: TalosMachine, listener: () => void): () => void {
    const undo = this.#options.faults.onChange(() => {
      if (!this.hasPower(machine)) {
        undo();
        listener();
      }
    });
    return undo;
  }

  restartService(machine: TalosMachine, service: string): void {
    const journal = this.journalOf(machine);
    const restarting = this.#restarting.get(machine.name) ?? new Set<string>();
    this.#restarting.set(machine.name, restarting);
    restarting.add(service);
    for (const action of ['STOPPING', 'FINISHED', 'PREPARING']) {
      journal.tell('ServiceStateEvent', { service, action });
    }
    journal.write(service, `Service ${service} was asked to start again`);
    this.#follow();
    this.#after(RESTART_MS, () => {
      restarting.delete(service);
      journal.started(service);
      journal.tell('ServiceStateEvent', {
        service,
        action: 'RUNNING',
        message: `Started task ${service}`,
      });
      this.#follow();
    });
  }

  defragment(machine: TalosMachine): void {
    this.#defragmented.add(machine.name);
  }

  /** A member that still has no room raises its alarm again. */
  disarmAlarms(): void {
    for (const { name } of this.machines) {
      if (this.#defragmented.has(name)) {
        this.#options.faults.setTalosFault(name, 'etcd-nospace', false);
      }
    }
  }

  /** Takes the machine away and brings it back. @returns the id of who did it */
  reboot(machine: TalosMachine): string {
    const { faults } = this.#options;
    const journal = this.journalOf(machine);
    const actorId = randomUUID();
    const tell = (type: string, fields: object) =>
      journal.tell(type, fields, actorId);
    tell('SequenceEvent', { sequence: 'reboot', action: 'START' });
    tell('MachineStatusEvent', { stage: 'REBOOTING', status: {} });
    tell('PhaseEvent', { phase: 'cordon', action: 'START' });
    this.#rebooting.add(machine.name);
    this.#follow();
    this.#after(REBOOT_AFTER_MS, () => {
      faults.setPower(machine.name, false);
      this.#after(REBOOT_MS, () => {
        this.#rebooting.delete(machine.name);
        faults.setPower(machine.name, true);
        tellBoot(journal);
      });
    });
    return actorId;
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
      restarting: this.#restarting.get(machine.name),
      isRebooting: this.#rebooting.has(machine.name),
      isDefragmented: this.#defragmented.has(machine.name),
      boots: this.#boots.get(machine.name),
      ...(node
        ? {
            node: {
              isReady: ready?.status === 'True',
              isUnschedulable: node.spec?.unschedulable === true,
              version: /\((v[^)]+)\)/.exec(
                node.status?.nodeInfo?.osImage ?? '',
              )?.[1],
              stage: node.metadata.annotations?.[STAGE_ANNOTATION],
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
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #after(delayMs: number, call: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      call();
    }, delayMs);
    this.#timers.add(timer);
  }

  /** Its state was in its memory. */
  #boot({ name }: TalosMachine): void {
    this.#boots.set(name, (this.#boots.get(name) ?? 0) + 1);
    this.#states.get(name)!.forget();
  }

  /** A machine without power changes nothing more. */
  #follow(): void {
    const cluster = this.cluster();
    for (const machine of this.machines) {
      if (!cluster.alive.has(machine.name)) {
        this.#off.add(machine.name);
        continue;
      }
      if (this.#off.delete(machine.name)) this.#boot(machine);
      this.stateOf(machine).become(
        machineResources(machine, this.conditionOf(machine), cluster),
      );
    }
  }
}

/** What a machine tells when it comes up. */
function tellBoot(journal: MachineJournal): void {
  journal.tell('SequenceEvent', { sequence: 'boot', action: 'START' });
  for (const phase of ['mountState', 'startEverything']) {
    journal.tell('PhaseEvent', { phase, action: 'START' });
    journal.tell('PhaseEvent', { phase, action: 'STOP' });
  }
  journal.tell('ServiceStateEvent', {
    service: 'kubelet',
    action: 'RUNNING',
    message: 'Health check successful',
    health: { healthy: true },
  });
  journal.tell('MachineStatusEvent', {
    stage: 'RUNNING',
    status: { ready: true },
  });
  journal.tell('SequenceEvent', { sequence: 'boot', action: 'STOP' });
}
