import { compareSeverity } from '@homestage/backstage-plugin-lab-common';
import type { MachineRow } from '../contract/machine';
import type { JudgedMachine, TalosModel } from '../judge/TalosModel';
import { compareMachineStatus } from '../status/machineStatus';
import { compareValue } from './compareDeclared';
import { ifKnown } from '../read/ifKnown';

/**
 * The rows of the list, worst first, then by name.
 *
 * @public
 */
export function deriveMachineRows(model: TalosModel): MachineRow[] {
  return model.clusters
    .flatMap(({ machines }) => machines.map(deriveMachineRow))
    .sort(
      (a, b) =>
        compareMachineStatus(a.status, b.status) ||
        a.name.localeCompare(b.name, 'en', { numeric: true }),
    );
}

/** The row of one machine. */
export function deriveMachineRow(machine: JudgedMachine): MachineRow {
  const { facts, declared, status, lastKnown, message, since } = machine;
  const worst = machine.conditions[0];
  const why = message ?? (status === 'Degraded' ? worst?.title : undefined);
  return {
    cluster: facts.cluster,
    node: facts.node,
    name:
      facts.name === facts.node
        ? declared?.name.value ?? facts.name
        : facts.name,
    kubernetesName: facts.kubernetes?.name ?? declared?.name.value,
    role: ifKnown(facts.isControlPlane, {
      yes: 'control plane' as const,
      no: 'worker' as const,
      unknown: undefined,
    }),
    status,
    message: why,
    lastKnown,
    stage: facts.stage,
    isReady: facts.isReady,
    unmet: [...facts.unmet],
    version: compareValue(facts.version, declared?.version),
    schematic: compareValue(facts.schematic, declared?.schematic),
    extensions: facts.extensions?.length,
    host: facts.host,
    isUnschedulable: facts.kubernetes?.isUnschedulable,
    problems: machine.conditions.filter(
      ({ severity }) => compareSeverity(severity, 'unknown') >= 0,
    ).length,
    since,
    asOf: facts.state.asOf,
  };
}
