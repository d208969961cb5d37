import { StoredObject } from '../../kubernetes/ObjectStore';
import { Condition, conditionOf } from '../runtime/conditions';
import { Controller, Lab } from '../runtime/Controller';
import { controllerOfKind, controllerRef } from '../runtime/owners';
import { refOf } from '../runtime/refOf';
import { writeStatus } from '../runtime/writeStatus';

const GROUP = 'kubevirt.io';
const COMPONENT = 'virtualmachine-controller';

/** What the deprecated `running` stands for. */
function runStrategyOf({ spec }: StoredObject): string {
  if (spec?.runStrategy) return spec.runStrategy;
  return spec?.running ? 'Always' : 'Halted';
}

const hasEnded = (instance: StoredObject) =>
  instance.status?.phase === 'Succeeded' || instance.status?.phase === 'Failed';

function isWanted(
  strategy: string,
  instance: StoredObject | undefined,
): boolean {
  switch (strategy) {
    case 'Always':
    case 'Once':
      return true;
    case 'RerunOnFailure':
      return instance?.status?.phase !== 'Succeeded';
    case 'Manual':
      return instance !== undefined && !hasEnded(instance);
    default:
      return false;
  }
}

/** The word that KubeVirt prints for a machine; the first that fits, in its order. */
function printableStatus(
  machine: StoredObject,
  instance: StoredObject | undefined,
): string {
  if (machine.metadata.deletionTimestamp) return 'Terminating';
  if (!instance) return 'Stopped';
  if (instance.metadata.deletionTimestamp) return 'Stopping';
  if (conditionOf(instance, 'Paused')?.status === 'True') return 'Paused';
  if (instance.status?.phase === 'Running') return 'Running';
  const scheduled = conditionOf(instance, 'PodScheduled');
  if (scheduled?.status === 'False' && scheduled.reason === 'Unschedulable') {
    return 'ErrorUnschedulable';
  }
  const synchronized = conditionOf(instance, 'Synchronized');
  if (synchronized?.status === 'False') return synchronized.reason;
  return hasEnded(instance) ? 'Stopped' : 'Starting';
}

/** Starts and stops virtual machine instances as their machine's run strategy says. @public */
export class VirtualMachineController implements Controller {
  readonly name = 'virt-controller';
  readonly group = GROUP;
  readonly kind = 'VirtualMachine';
  readonly watches = [
    {
      group: GROUP,
      kind: 'VirtualMachineInstance',
      map: (instance: StoredObject) =>
        controllerOfKind(instance, 'VirtualMachine'),
    },
  ];

  reconcile(machine: StoredObject, lab: Lab): undefined {
    if (machine.metadata.deletionTimestamp) return;
    const { name, namespace } = machine.metadata;
    const ref = {
      group: GROUP,
      kind: 'VirtualMachineInstance',
      namespace,
      name,
    };
    const instance = lab.store.get(ref);
    const strategy = runStrategyOf(machine);
    const wanted = isWanted(strategy, instance);
    if (wanted && !instance) this.#start(machine, lab);
    if (
      instance &&
      !instance.metadata.deletionTimestamp &&
      (!wanted || hasEnded(instance))
    ) {
      this.#stop(machine, instance, lab);
    }
    this.#report(machine, lab.store.get(ref), { strategy, lab });
  }

  #start(machine: StoredObject, lab: Lab): void {
    const { name, namespace } = machine.metadata;
    const { metadata = {}, spec } = machine.spec.template;
    lab.store.create({
      apiVersion: `${GROUP}/v1`,
      kind: 'VirtualMachineInstance',
      metadata: {
        name,
        namespace,
        labels: { ...metadata.labels, 'kubevirt.io/vm': name },
        ...(metadata.annotations ? { annotations: metadata.annotations } : {}),
        ownerReferences: [controllerRef(machine)],
      },
      spec,
      status: { phase: 'Pending' },
    });
    lab.events.record(machine, COMPONENT, {
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message: `Started the virtual machine by creating the new virtual machine instance ${name}`,
    });
  }

  #stop(machine: StoredObject, instance: StoredObject, lab: Lab): void {
    lab.store.delete(refOf(instance));
    lab.events.record(machine, COMPONENT, {
      type: 'Normal',
      reason: 'SuccessfulDelete',
      message: `Stopped the virtual machine by deleting the virtual machine instance ${instance.metadata.name}`,
    });
  }

  #report(
    machine: StoredObject,
    instance: StoredObject | undefined,
    { strategy, lab }: { strategy: string; lab: Lab },
  ): void {
    const copied: Condition[] = instance?.status?.conditions ?? [];
    const isReady = conditionOf(instance, 'Ready')?.status === 'True';
    const stopped: Condition = {
      type: 'Ready',
      status: 'False',
      reason: 'VMINotExists',
      message: 'VMI does not exist',
    };
    const conditions = copied.length > 0 ? copied : [stopped];
    writeStatus(lab.store, machine, {
      ...(instance ? { created: true } : {}),
      ...(isReady ? { ready: true } : {}),
      conditions,
      desiredGeneration: machine.metadata.generation,
      observedGeneration: machine.metadata.generation,
      printableStatus: printableStatus(machine, instance),
      runStrategy: strategy,
    });
  }
}
