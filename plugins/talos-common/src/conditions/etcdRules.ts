import { formatBytes } from '@homestage/backstage-plugin-lab-common';
import { isSilent } from '../derive/deriveEtcd';
import type { EtcdCluster, EtcdMemberRow } from '../contract/etcd';
import type { ConditionDraft } from './createCondition';

/** Talos' advice: defragment when less than half of the file is in use. */
export const FRAGMENTED_RATIO = 0.5;
/** A small file may be as empty as it likes. */
const MIN_FRAGMENTED_BYTES = 100 * 2 ** 20;
export const FILLING_QUOTA_RATIO = 0.8;
/** A healthy member is some entries behind at most while it works. */
export const MAX_RAFT_LAG = 1_000;

/** What is, or may soon be, wrong with the etcd of a cluster. */
export function etcdRules(etcd: EtcdCluster): ConditionDraft[] {
  return [...quorumRules(etcd), ...etcd.members.flatMap(memberRules(etcd))];
}

function quorumRules(etcd: EtcdCluster): ConditionDraft[] {
  const { voters, healthyVoters, hasQuorum, toleratedLosses } = etcd;
  const silent = etcd.members
    .filter(({ severity, isLearner }) => severity !== 'ok' && !isLearner)
    .map(member => `${member.name}: ${member.state}`);
  if (hasQuorum === false) {
    return [
      {
        rule: 'etcd-no-quorum',
        severity: 'error',
        title: 'etcd has no quorum',
        cause: `${healthyVoters} of ${voters} voting members answer; ${
          Math.floor(voters / 2) + 1
        } are needed.`,
        evidence: silent,
        takesDown:
          'Kubernetes takes no change: nothing is scheduled, moved or mended.',
        runbook: 'etcd-quorum-lost',
        anchor: 'check',
        nextSteps: ['Bring machines back before anything else.'],
      },
    ];
  }
  return hasQuorum && voters > 2 && toleratedLosses === 0
    ? [
        {
          rule: 'etcd-no-spare',
          severity: 'warning',
          title: 'etcd can lose no further member',
          cause: `${healthyVoters} of ${voters} voting members answer.`,
          evidence: silent,
          takesDown: 'Nothing now; the next loss stops Kubernetes.',
          runbook: 'etcd-unhealthy',
          anchor: 'check',
          nextSteps: ['Take no control plane down until it is whole again.'],
        },
      ]
    : [];
}

function memberRules(etcd: EtcdCluster) {
  return (member: EtcdMemberRow): ConditionDraft[] => {
    const target = member.node ?? 'NODE';
    // That one is silent is told of its machine, or of the quorum.
    const isHeard = !isSilent(member.state);
    return [
      ...member.alarms.map(alarm => alarmRule(member, alarm)),
      ...(isHeard ? roomRules(etcd, member, target) : []),
      ...(isHeard ? member.errors : []).map(
        (error): ConditionDraft => ({
          rule: 'etcd-error',
          about: member.id,
          severity: 'warning',
          title: `etcd on ${member.name} reports an error`,
          cause: error,
          evidence: [error],
          runbook: 'etcd-unhealthy',
          anchor: 'check',
          nextSteps: [`Read its log: talosctl -n ${target} logs etcd`],
        }),
      ),
      ...(member.isLearner
        ? [
            {
              rule: 'etcd-learner',
              about: member.id,
              severity: 'info' as const,
              title: `etcd on ${member.name} is still learning`,
              cause: 'It copies the database and has no vote yet.',
              evidence: ['learner: true'],
              runbook: 'etcd-unhealthy',
              anchor: 'replace-a-member',
              nextSteps: ['Wait; when it stays so for long, read its log.'],
            },
          ]
        : []),
      ...(isHeard && (member.raftLag ?? 0) > MAX_RAFT_LAG
        ? [
            {
              rule: 'etcd-lag',
              about: member.id,
              severity: 'warning' as const,
              title: `etcd on ${member.name} lags by ${member.raftLag} entries`,
              cause: 'Its disk or its network is too slow.',
              evidence: [`${member.raftLag} entries not applied`],
              takesDown: 'Kubernetes is slow; leaders may change.',
              runbook: 'etcd-unhealthy',
              anchor: 'check',
              nextSteps: [`Read its log: talosctl -n ${target} logs etcd`],
            },
          ]
        : []),
      ...(member.node === undefined
        ? [
            {
              rule: 'etcd-stranger',
              about: member.id,
              severity: 'warning' as const,
              title: `etcd member ${member.name} lives on no known machine`,
              cause:
                'A machine was removed without its member, or is not in the credential.',
              evidence: [`member ${member.id}`],
              takesDown: 'It counts for the quorum and can not vote.',
              runbook: 'etcd-unhealthy',
              anchor: 'replace-a-member',
              nextSteps: [
                `If it is gone for good: talosctl etcd remove-member ${member.id}`,
              ],
            },
          ]
        : []),
    ];
  };
}

function alarmRule(member: EtcdMemberRow, alarm: string): ConditionDraft {
  const isNoSpace = alarm === 'NOSPACE';
  return {
    rule: isNoSpace ? 'etcd-nospace' : 'etcd-alarm',
    about: member.id,
    severity: 'error',
    title: isNoSpace
      ? 'etcd is out of space'
      : `etcd has raised the alarm ${alarm}`,
    cause: isNoSpace
      ? `The database of ${member.name} has reached its quota.`
      : `The data of ${member.name} may be damaged.`,
    evidence: [
      `alarm ${alarm} of ${member.name}`,
      ...(member.dbSizeBytes === undefined
        ? []
        : [`database: ${formatBytes(member.dbSizeBytes)}`]),
    ],
    takesDown: 'Kubernetes can read and delete, and write nothing.',
    runbook: 'etcd-unhealthy',
    anchor: isNoSpace ? 'defragment' : 'replace-a-member',
    nextSteps: isNoSpace
      ? [
          'Defragment one member at a time, the leader last.',
          'Then clear the alarm: talosctl etcd alarm disarm',
        ]
      : ['Replace the member; take a snapshot of a healthy one first.'],
  };
}

function roomRules(
  etcd: EtcdCluster,
  member: EtcdMemberRow,
  target: string,
): ConditionDraft[] {
  const { quotaRatio, fragmentedRatio, dbSizeBytes = 0 } = member;
  const size = formatBytes(dbSizeBytes);
  const quota = `${formatBytes(etcd.quotaBytes)}${
    etcd.isQuotaKnown ? '' : " (etcd's default; no machine told it)"
  }`;
  const drafts: ConditionDraft[] = [];
  if (
    (quotaRatio ?? 0) >= FILLING_QUOTA_RATIO &&
    !member.alarms.includes('NOSPACE')
  ) {
    drafts.push({
      rule: 'etcd-filling',
      about: member.id,
      severity: 'warning',
      title: `The database of etcd on ${member.name} is near its quota`,
      cause: `${size} of ${quota}.`,
      evidence: [`${Math.round((quotaRatio ?? 0) * 100)} % of the quota`],
      takesDown: 'Nothing now; at the quota Kubernetes can write nothing.',
      runbook: 'etcd-unhealthy',
      anchor: 'defragment',
      nextSteps: [`Defragment it: talosctl -n ${target} etcd defrag`],
    });
  }
  if (
    (fragmentedRatio ?? 0) > FRAGMENTED_RATIO &&
    dbSizeBytes > MIN_FRAGMENTED_BYTES
  ) {
    drafts.push({
      rule: 'etcd-fragmented',
      about: member.id,
      severity: 'info',
      title: `The database of etcd on ${member.name} is mostly empty`,
      cause: `${Math.round(
        (fragmentedRatio ?? 0) * 100,
      )} % of ${size} holds nothing.`,
      evidence: [`database: ${size}`],
      runbook: 'etcd-unhealthy',
      anchor: 'defragment',
      nextSteps: [`Defragment it: talosctl -n ${target} etcd defrag`],
    });
  }
  return drafts;
}
