import { status } from '@grpc/grpc-js';
import { etcdAlarms } from './etcd';
import { TalosError } from './routeCall';
import { servicesOf } from './services';
import type { TalosLab } from './TalosLab';
import type { TalosMachine } from './TalosMachine';

/** Talos restarts no other over its API (`APIRestartAllowed`). */
const mayRestart = (service: string) =>
  service === 'kubelet' || service.startsWith('ext-');

/** Starts one service again; it is gone for a moment. */
export function restartService(
  machine: TalosMachine,
  lab: TalosLab,
  service: string,
): { resp: string } {
  const known = servicesOf(machine, lab.conditionOf(machine));
  if (!known.some(({ id }) => id === service)) {
    throw new TalosError(
      status.UNKNOWN,
      `service "${service}" is not registered`,
    );
  }
  if (!mayRestart(service)) {
    throw new TalosError(
      status.UNKNOWN,
      `service "${service}" doesn't support restart operation via API`,
    );
  }
  lab.restartService(machine, service);
  return { resp: `Service "${service}" restarted` };
}

/** Takes the holes out of the file of one member. */
export function defragment(machine: TalosMachine, lab: TalosLab): object {
  lab.defragment(machine);
  return {};
}

/**
 * Takes the alarms away. A member whose file is still as large as its quota raises
 * its own again at once, as etcd does.
 */
export function disarmAlarms(lab: TalosLab): object {
  const faultsOf = (one: TalosMachine) => lab.conditionOf(one).faults;
  const memberAlarms = etcdAlarms(lab.cluster(), faultsOf);
  lab.disarmAlarms();
  return { memberAlarms };
}
