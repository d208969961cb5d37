import {
  worstSeverity,
  type Severity,
} from '@homestage/backstage-plugin-lab-common';
import type { EtcdCluster, EtcdMemberRow } from '../contract/etcd';
import type { EtcdMemberFacts, MachineFacts } from '../facts/MachineFacts';
import { ifKnown } from '../read/ifKnown';

/** etcd's own default, where no argument says otherwise (2 GiB). */
export const DEFAULT_QUOTA_BYTES = 2 * 2 ** 30;

const LEADS = 'leads';
const FOLLOWS = 'follows';
const SILENT = 'does not answer';
/** Whether what a member of this state said last may be mended since. */
export const isSilent = (state: string) => state === SILENT;
/** Whether a member of this state answers and has a vote. */
export const isVoting = (state: string) => state === LEADS || state === FOLLOWS;
const isTold = ({ severity }: EtcdMemberRow) => severity !== 'unknown';

/**
 * The etcd of a cluster from what each control plane says of it. Every member is
 * asked: one that is cut off knows an older truth than the others.
 *
 * @returns undefined when no machine is known to be a control plane
 * @public
 */
export function deriveEtcd(
  cluster: string,
  machines: readonly MachineFacts[],
  options: { snapshot?: string } = {},
): EtcdCluster | undefined {
  const planes = machines.filter(
    ({ isControlPlane, etcd }) => isControlPlane || etcd.status,
  );
  if (planes.length === 0) {
    return undefined;
  }
  const quota = planes.flatMap(({ etcd }) => etcd.quotaBytes ?? [])[0];
  const quotaBytes = quota ?? DEFAULT_QUOTA_BYTES;
  const list = newestList(planes);
  const members = (list ?? []).map(member =>
    deriveMember(member, { planes, quotaBytes }),
  );
  const voting = members.filter(({ isLearner }) => !isLearner);
  const healthyVoters = voting.filter(({ state }) => isVoting(state)).length;
  // A member that was never asked may be fine: only what was seen to fail counts.
  const areAllTold = list !== undefined && voting.every(isTold);
  const needed = Math.floor(voting.length / 2) + 1;
  const isEnough = healthyVoters >= needed;
  const areAgreed = agreeing(voting, planes) >= needed;
  // Members are asked one after the other: while another one begins to lead they name
  // different leaders, and the next answers tell who won.
  const isKnown = isEnough ? areAgreed : areAllTold;
  const hasQuorum = isKnown ? isEnough : undefined;
  const toleratedLosses = hasQuorum ? healthyVoters - needed : undefined;
  const severity = members.length
    ? worstSeverity([
        ...members.map(member => member.severity),
        ifKnown<Severity>(hasQuorum, {
          yes: 'ok',
          no: 'error',
          unknown: 'unknown',
        }),
      ])
    : 'unknown';
  const etcd = {
    voters: voting.length,
    healthyVoters,
    toleratedLosses,
    hasQuorum,
  };
  return {
    cluster,
    severity,
    sentence: tellEtcd({ ...etcd, members }),
    members,
    ...etcd,
    quotaBytes,
    isQuotaKnown: quota !== undefined,
    snapshot: options.snapshot ?? 'Whether there is a snapshot is not known.',
  };
}

/**
 * How many voters name the same leader. It need not answer here: who has a leader has
 * heard of it lately.
 */
function agreeing(
  voting: readonly EtcdMemberRow[],
  planes: readonly MachineFacts[],
): number {
  const counts = new Map<string | undefined, number>();
  for (const { node } of voting.filter(({ state }) => isVoting(state))) {
    const leader = planes.find(plane => plane.node === node)?.etcd.status
      ?.leaderId;
    counts.set(leader, (counts.get(leader) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

/** The list that most machines share; they differ while one of them is cut off. */
function newestList(
  planes: readonly MachineFacts[],
): readonly EtcdMemberFacts[] | undefined {
  const lists = planes
    .filter(({ ages }) => ages.etcdMembers?.status === 'live')
    .flatMap(({ etcd }) => (etcd.members ? [etcd.members] : []));
  const kept = lists.length
    ? lists
    : planes.flatMap(({ etcd }) => (etcd.members ? [etcd.members] : []));
  const keyOf = (list: readonly EtcdMemberFacts[]) =>
    list
      .map(({ id }) => id)
      .sort()
      .join();
  const countOf = (key: string) =>
    kept.filter(list => keyOf(list) === key).length;
  return [...kept].sort((a, b) => countOf(keyOf(b)) - countOf(keyOf(a)))[0];
}

function deriveMember(
  member: EtcdMemberFacts,
  options: { planes: readonly MachineFacts[]; quotaBytes: number },
): EtcdMemberRow {
  const machine = options.planes.find(plane => isOn(plane, member));
  const part = machine?.ages.etcdStatus;
  const status = machine?.etcd.status;
  const isLive = part?.status === 'live' && machine?.state.status === 'live';
  const { state, severity } = tellMember({ member, machine, isLive });
  const alarms = alarmsOf(member.id, options.planes);
  const size = status?.dbSizeBytes;
  const inUse = status?.dbInUseBytes;
  return {
    id: member.id,
    name: member.name || member.id,
    node: machine?.node,
    severity: alarms.length ? 'error' : severity,
    state,
    isLeader: isLive && status?.leaderId === member.id,
    isLearner: member.isLearner,
    version: status?.version,
    dbSizeBytes: size,
    dbInUseBytes: inUse,
    quotaRatio: size === undefined ? undefined : size / options.quotaBytes,
    fragmentedRatio:
      size && inUse !== undefined ? Math.max(0, 1 - inUse / size) : undefined,
    raftLag:
      status?.raftIndex !== undefined && status.raftAppliedIndex !== undefined
        ? Math.max(0, status.raftIndex - status.raftAppliedIndex)
        : undefined,
    alarms,
    errors: [...(status?.errors ?? [])].filter(
      error => !/NOSPACE|CORRUPT/.test(error),
    ),
    asOf: part?.asOf,
  };
}

function isOn(machine: MachineFacts, member: EtcdMemberFacts): boolean {
  return machine.etcd.memberId || machine.etcd.status
    ? [machine.etcd.memberId, machine.etcd.status?.memberId].includes(member.id)
    : machine.name === member.name ||
        member.peerUrls.some(url => hostOf(url) === machine.node);
}

function hostOf(url: string): string | undefined {
  return /^[a-z]+:\/\/\[?([^\]/]+?)\]?(:\d+)?(\/|$)/.exec(url)?.[1];
}

/**
 * Every machine reports the alarms of all members; one that fell silent may report
 * what was cleared since, so it counts only when no other can be asked.
 */
function alarmsOf(id: string, planes: readonly MachineFacts[]): string[] {
  const live = planes.filter(
    ({ ages, state }) =>
      ages.etcdAlarms?.status === 'live' && state.status === 'live',
  );
  const alarms = (live.length ? live : planes)
    .flatMap(({ etcd }) => etcd.alarms ?? [])
    .filter(({ memberId }) => memberId === id)
    .map(({ alarm }) => alarm);
  return [...new Set(alarms)].sort();
}

function tellMember(seen: {
  member: EtcdMemberFacts;
  machine?: MachineFacts;
  isLive: boolean;
}): { state: string; severity: Severity } {
  const { member, machine, isLive } = seen;
  if (!machine) {
    return { state: 'lives on no known machine', severity: 'warning' };
  }
  const part = machine.ages.etcdStatus;
  if (
    machine.state.status === 'unreachable' ||
    machine.state.status === 'stale'
  ) {
    return { state: SILENT, severity: 'error' };
  }
  if (!isLive) {
    // A machine that answers everything but this has an etcd that does not run.
    return part?.status === 'stale' || part?.status === 'unreachable'
      ? { state: SILENT, severity: 'error' }
      : { state: 'was not seen', severity: 'unknown' };
  }
  const leader = machine.etcd.status?.leaderId;
  if (!leader) {
    return { state: 'has no leader', severity: 'error' };
  }
  if (member.isLearner) {
    return { state: 'learns', severity: 'info' };
  }
  return { state: leader === member.id ? LEADS : FOLLOWS, severity: 'ok' };
}

function tellEtcd(
  etcd: Pick<
    EtcdCluster,
    'voters' | 'healthyVoters' | 'toleratedLosses' | 'hasQuorum' | 'members'
  >,
): string {
  const { voters, healthyVoters, toleratedLosses, hasQuorum } = etcd;
  if (etcd.members.length === 0 || hasQuorum === undefined) {
    return 'Whether etcd is safe is not known.';
  }
  if (!hasQuorum) {
    return `etcd has no quorum: ${healthyVoters} of ${voters} members answer.`;
  }
  const alarms = etcd.members.flatMap(member => member.alarms);
  const first = alarms.length
    ? `etcd has raised the alarm ${alarms[0]}`
    : `${healthyVoters} of ${voters} etcd members answer`;
  return `${first}; ${
    toleratedLosses === 0
      ? 'none more may be lost'
      : `${toleratedLosses} more may be lost`
  }.`;
}
