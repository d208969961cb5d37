import {
  worstSeverity,
  type Severity,
} from '@homestage/backstage-plugin-lab-common';
import type { Check } from '../contract/machine';
import type { JudgedCluster, JudgedMachine } from '../judge/TalosModel';
import { ifKnown } from '../read/ifKnown';

/** A certificate that ends while machines restart locks everybody out. */
const CERTIFICATE_DAYS = 7;

/** What the machines themselves say about whether now is a good time. */
export function clusterPreflight(cluster: JudgedCluster): Check[] {
  return [
    machinesCheck(cluster.machines),
    versionsCheck(cluster.machines),
    ...etcdChecks(cluster),
    certificateCheck(cluster),
  ];
}

function machinesCheck(machines: readonly JudgedMachine[]): Check {
  const isWorking = ({ status }: JudgedMachine) =>
    status === 'Running' || status === 'Degraded';
  const others = machines.filter(machine => !isWorking(machine));
  const names = others.map(({ facts }) => facts.name).join(', ');
  return {
    id: 'machines',
    title: 'All machines run',
    severity: machines.length
      ? worstSeverity([
          'ok',
          ...others.map(
            ({ status }): Severity =>
              status === 'Unknown' ? 'unknown' : 'error',
          ),
        ])
      : 'unknown',
    reason: tellMachines(machines.length, names),
  };
}

const tellAll = (count: number, one: string, verb: string) =>
  count === 1 ? one : `All ${count} ${verb}.`;

/** An upgrade that stopped half way, or went back, comes first. */
function versionsCheck(machines: readonly JudgedMachine[]): Check {
  const check = {
    id: 'versions',
    title: 'All machines run one version of Talos',
  };
  const seen = machines.filter(({ facts }) => facts.state.status === 'live');
  const silent = machines.filter(machine => !seen.includes(machine));
  const versions = [
    ...new Set(seen.flatMap(({ facts }) => facts.version ?? [])),
  ].sort();
  if (versions.length === 0) {
    return { ...check, severity: 'unknown', reason: 'None was told yet.' };
  }
  const told = `They run ${versions.join(' and ')}`;
  if (versions.length > 1) {
    return {
      ...check,
      severity: 'warning',
      reason: `${told}: finish that upgrade first.`,
    };
  }
  const names = silent.map(({ facts }) => facts.name).join(', ');
  return silent.length
    ? {
        ...check,
        severity: 'unknown',
        reason: `${told}; of ${names} it is not known.`,
      }
    : { ...check, severity: 'ok', reason: `${told}.` };
}

function tellMachines(count: number, others: string): string {
  if (count === 0) {
    return 'No machine was seen yet.';
  }
  return others
    ? `Not so: ${others}. Mend that first; an upgrade stops at a machine that is not ready.`
    : tellAll(count, 'It does.', 'do');
}

function etcdChecks({ etcd }: JudgedCluster): Check[] {
  const quorum = { id: 'etcd', title: 'etcd can do without one member' };
  if (!etcd || etcd.hasQuorum === undefined) {
    const reason = 'Whether etcd is safe is not known.';
    return [{ ...quorum, severity: 'unknown', reason }];
  }
  const isAlone = etcd.voters === 1 && etcd.hasQuorum;
  const canLose = (etcd.toleratedLosses ?? 0) > 0;
  const lossSeverity = isAlone ? 'warning' : 'error';
  const alarms = etcd.members.flatMap(({ name, alarms: raised }) =>
    raised.map(alarm => `${alarm} on ${name}`),
  );
  return [
    {
      ...quorum,
      severity: canLose ? 'ok' : lossSeverity,
      reason: isAlone
        ? 'There is one member only: Kubernetes is away while its machine restarts, and a snapshot is the only way back.'
        : etcd.sentence,
    },
    {
      id: 'etcd-alarms',
      title: 'etcd has raised no alarm',
      severity: alarms.length ? 'error' : alarmsSeverity(etcd.members),
      reason: alarms.length
        ? `It has: ${alarms.join(', ')}. Clear it first.`
        : ifKnown(alarmsSeverity(etcd.members) === 'ok', {
            yes: 'It has none.',
            no: 'Not every member could be asked.',
            unknown: '',
          }),
    },
  ];
}

/** No alarm of a member that does not answer proves nothing. */
function alarmsSeverity(
  members: ReadonlyArray<{ severity: Severity }>,
): Severity {
  return members.length &&
    members.every(({ severity }) => severity !== 'unknown')
    ? 'ok'
    : 'unknown';
}

function certificateCheck({ certificates }: JudgedCluster): Check {
  const check = {
    id: 'certificates',
    title: 'No certificate ends meanwhile',
  };
  // Machines renew those they serve by themselves.
  const own = certificates.filter(({ kind }) => kind !== 'serving');
  const ending = own.filter(({ daysLeft, severity }) =>
    // One that Talos renews every few hours is near its end by design.
    severity === 'ok' ? false : daysLeft < CERTIFICATE_DAYS,
  );
  if (own.length === 0) {
    return { ...check, severity: 'unknown', reason: 'None was seen yet.' };
  }
  return ending.length
    ? {
        ...check,
        severity: worstSeverity(ending.map(({ severity }) => severity)),
        reason: `Renew first: ${ending
          .map(({ name, notAfter }) => `${name} ends ${notAfter.slice(0, 10)}`)
          .join(', ')}.`,
      }
    : {
        ...check,
        severity: 'ok',
        reason: `None of them within ${CERTIFICATE_DAYS} days.`,
      };
}
