import {
  compareSeverity,
  worstSeverity,
} from '@homestage/backstage-plugin-lab-common';
import type { Check, MachineDetail } from '../contract/machine';
import type { JudgedCluster, JudgedMachine } from '../judge/TalosModel';
import { restartChecks } from '../upgrade/restartChecks';
import { tellClear } from '../upgrade/tellClear';
import { ifKnown } from '../read/ifKnown';

/**
 * *May I take it down?*: what speaks against it, what for it, and what is not
 * known. Unknown is never a yes.
 */
export function deriveTakeDown(
  machine: JudgedMachine,
  cluster: JudgedCluster,
): MachineDetail['takeDown'] {
  const checks = [
    etcdCheck(machine, cluster),
    othersCheck(machine, cluster),
    cordonCheck(machine),
    ...restartChecks(cluster.snapshot.kubernetes, {
      node: machine.facts.kubernetes?.name ?? machine.facts.name,
    }),
  ].flat();
  const severity = worstSeverity(checks.map(check => check.severity));
  const against = checks.filter(
    check => compareSeverity(check.severity, 'warning') >= 0,
  );
  return {
    severity,
    sentence: against.length
      ? `Better not: ${against.map(({ reason }) => reason).join(' ')}`
      : tellClear(checks),
    checks,
  };
}

function etcdCheck(
  { facts }: JudgedMachine,
  { etcd }: JudgedCluster,
): Check | Check[] {
  const title = 'etcd keeps its quorum';
  const id = 'etcd';
  if (facts.isControlPlane === false) {
    return {
      id,
      severity: 'ok',
      title,
      reason: 'It is a worker; etcd does not run on it.',
    };
  }
  const own = etcd?.members.find(({ node }) => node === facts.node);
  if (
    !etcd ||
    etcd.hasQuorum === undefined ||
    facts.isControlPlane === undefined
  ) {
    return {
      id,
      severity: 'unknown',
      title,
      reason: 'Whether etcd is safe is not known.',
    };
  }
  if (!etcd.hasQuorum) {
    return { id, severity: 'error', title, reason: etcd.sentence };
  }
  // One that does not answer has been counted as lost already.
  const isCounted = own?.state === 'leads' || own?.state === 'follows';
  const rest = (etcd.toleratedLosses ?? 0) - (isCounted ? 1 : 0);
  const alarmed = etcd.members.some(({ alarms }) => alarms.length > 0);
  const checks: Check[] = [
    rest < 0
      ? {
          id,
          severity: 'error',
          title,
          reason: `Without it ${etcd.healthyVoters - 1} of ${
            etcd.voters
          } members are left, too few for a quorum.`,
        }
      : {
          id,
          severity: 'ok',
          title,
          reason:
            rest === 0
              ? 'Without it etcd goes on, and may lose no further member.'
              : `Without it ${rest} more may be lost.`,
        },
  ];
  if (alarmed) {
    checks.push({
      id: 'etcd-alarm',
      severity: 'error',
      title: 'etcd has no alarm',
      reason: 'etcd has raised an alarm; clear it first.',
    });
  }
  return checks;
}

function othersCheck(machine: JudgedMachine, cluster: JudgedCluster): Check {
  const others = cluster.machines.filter(
    other =>
      other !== machine &&
      other.status !== 'Running' &&
      other.status !== 'Degraded',
  );
  return {
    id: 'others',
    severity: worstSeverity([
      'ok',
      ...others.map(({ status }) =>
        status === 'Unknown' ? ('unknown' as const) : ('warning' as const),
      ),
    ]),
    title: 'All other machines run',
    reason: others.length
      ? `Not so: ${others.map(({ facts }) => facts.name).join(', ')}.`
      : 'They do.',
  };
}

function cordonCheck({ facts }: JudgedMachine): Check {
  const isSeen = facts.state.status === 'live';
  const isUnschedulable = isSeen
    ? facts.kubernetes?.isUnschedulable
    : undefined;
  return {
    id: 'cordon',
    severity: ifKnown<Check['severity']>(isUnschedulable, {
      yes: 'ok',
      no: 'info',
      unknown: 'unknown',
    }),
    title: 'Nothing new starts on it',
    reason: ifKnown(isUnschedulable, {
      yes: 'It is cordoned.',
      no: 'It takes new pods; Talos cordons and drains it when it reboots.',
      unknown: 'Whether it takes new pods is not known.',
    }),
  };
}
