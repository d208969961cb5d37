import {
  compareSeverity,
  worstSeverity,
} from '@homestage/backstage-plugin-lab-common';
import { arrayRules } from '../conditions/arrayRules';
import { bootRules, LOOP_WINDOW_MS } from '../conditions/bootRules';
import {
  clusterCondition,
  machineCondition,
  type ConditionDraft,
  type ConditionPlace,
} from '../conditions/createCondition';
import {
  beyondRules,
  certificateRules,
  declaredRules,
  mixedRules,
} from '../conditions/clusterRules';
import {
  etcdAgreementRules,
  snapshotRules,
} from '../conditions/etcdAgreementRules';
import { etcdRules } from '../conditions/etcdRules';
import {
  cordonedAtMs,
  kubernetesRules,
  LONG_CORDON_MS,
} from '../conditions/kubernetesRules';
import { linkRules } from '../conditions/linkRules';
import {
  absentMachineRules,
  membersSeen,
  missingMemberRules,
  undeclaredMemberRules,
} from '../conditions/memberRules';
import { declaredLinkRules, networkRules } from '../conditions/networkRules';
import { reachRules } from '../conditions/reachRules';
import { serviceRules } from '../conditions/serviceRules';
import { LONG_STAGE_MS, stageRules } from '../conditions/stageRules';
import { storageRules } from '../conditions/storageRules';
import { timeRules } from '../conditions/timeRules';
import type { TalosCondition } from '../contract/condition';
import type { DriftRow } from '../contract/summary';
import {
  deriveCertificates,
  nextCertificateChangeMs,
} from '../derive/deriveCertificates';
import { declaredOf, deriveDrift } from '../derive/deriveDrift';
import { deriveEtcd } from '../derive/deriveEtcd';
import type { MachineFacts, MemberFacts } from '../facts/MachineFacts';
import type { TalosClusterSnapshot } from '../facts/snapshots';
import { readMachine } from '../read/readMachine';
import { isUpgrading } from '../upgrade/isUpgrading';
import { findSnapshot, isFirstSnapshotDue } from '../upgrade/snapshotCheck';
import { judgeStatus } from './judgeStatus';
import type { JudgedCluster, JudgedMachine, TalosModel } from './TalosModel';

/** Of a silent machine, too: these are not from what it said. */
const SEEN_BY_PORTAL = /\/(unreachable|reboot-loop)$/;

/**
 * Judges all clusters at one moment, `now` in milliseconds since the epoch.
 *
 * @public
 */
export function judgeTalos(
  clusters: readonly TalosClusterSnapshot[],
  options: { now: number },
): TalosModel {
  const judged = clusters.map(snapshot => judgeCluster(snapshot, options));
  const times = [
    ...clusters.flatMap(
      ({ certificates }) =>
        nextCertificateChangeMs(certificates, options) ?? [],
    ),
    ...judged.flatMap(({ machines, snapshot: { kubernetes } }) =>
      machines.flatMap(({ facts }) =>
        [
          Date.parse(facts.stageSince ?? '') + LONG_STAGE_MS + 1,
          (cordonedAtMs(facts, { kubernetes }) ?? NaN) + LONG_CORDON_MS + 1,
          ...(facts.boots?.seenAt ?? []).map(
            at => Date.parse(at) + LOOP_WINDOW_MS,
          ),
        ].filter(dueMs => dueMs > options.now),
      ),
    ),
  ];
  return {
    judgedAtMs: options.now,
    clusters: judged,
    ...(times.length ? { validUntilMs: Math.min(...times) } : {}),
  };
}

function judgeCluster(
  snapshot: TalosClusterSnapshot,
  options: { now: number },
): JudgedCluster {
  const all = snapshot.machines.map(readMachine);
  const drift = deriveDrift(snapshot, all);
  const certificates = deriveCertificates(
    snapshot.name,
    snapshot.certificates,
    options,
  );
  const newest = findSnapshot(snapshot.kubernetes, options);
  const etcd = deriveEtcd(snapshot.name, all, {
    snapshot: `Snapshots: ${newest.reason}`,
  });
  const members = membersSeen(all);
  const place: ConditionPlace = {
    cluster: snapshot.name,
    lastSeen: snapshot.state.asOf ?? snapshot.state.since,
    controlPlane: all.find(
      ({ isControlPlane, state }) => isControlPlane && state.status === 'live',
    )?.node,
  };
  const isAnySeen = all.some(({ state }) => state.status === 'live');
  const machines = all.map(facts =>
    judgeMachine(facts, {
      snapshot,
      all,
      members,
      isUpgrading: isUpgrading(snapshot.kubernetes, all),
      place,
      isAnySeen,
      drift,
      ...options,
    }),
  );
  const shared = [
    ...(etcd
      ? [
          ...etcdRules(etcd),
          ...etcdAgreementRules(all),
          ...snapshotRules(newest, {
            ...place,
            isFirstDue: isFirstSnapshotDue(snapshot.kubernetes, options),
          }),
        ]
      : []),
    ...certificateRules(certificates),
    ...mixedRules(all),
    ...beyondRules(all),
    ...absentMachineRules(all, {
      declaration: snapshot.declared,
      members,
      isAsked: declared =>
        all.some(facts => declaredOf(facts, snapshot) === declared),
    }),
    ...undeclaredMemberRules({ declaration: snapshot.declared, members }),
  ].map(draft => clusterCondition(draft, place));
  return {
    snapshot,
    machines,
    etcd,
    certificates,
    drift,
    conditions: withCauses([
      ...machines.flatMap(({ conditions }) => conditions),
      ...shared,
    ]),
  };
}

function judgeMachine(
  facts: MachineFacts,
  options: {
    snapshot: TalosClusterSnapshot;
    all: readonly MachineFacts[];
    members: readonly MemberFacts[];
    isUpgrading: boolean | undefined;
    place: ConditionPlace;
    isAnySeen: boolean;
    drift: readonly DriftRow[];
    now: number;
  },
): JudgedMachine {
  const { snapshot, isAnySeen, now } = options;
  const declared = declaredOf(facts, snapshot);
  const reach = reachRules(facts, { isAnySeen });
  const own: ConditionDraft[] = [
    ...stageRules(facts, { now }),
    ...bootRules(facts, { now }),
    ...serviceRules(facts),
    ...storageRules(facts),
    ...arrayRules(facts),
    ...timeRules(facts),
    ...linkRules(facts, {
      declared: declared?.links ?? [],
      machines: options.all,
    }),
    ...networkRules(facts),
    ...kubernetesRules(facts, {
      kubernetes: snapshot.kubernetes,
      isUpgrading: options.isUpgrading,
      now,
    }),
  ];
  const place = {
    ...options.place,
    lastSeen: facts.state.asOf ?? facts.state.since,
  };
  const isLive = facts.state.status === 'live';
  const conditions = [
    ...reach,
    ...own,
    // What Git says otherwise makes no machine work worse.
    ...declaredRules(facts, options.drift),
    ...declaredLinkRules(facts, options.drift),
    ...missingMemberRules(facts, { declared, members: options.members }),
  ]
    .map(draft => machineCondition(draft, facts, place))
    // What a silent machine said last may be mended by now: no longer an error.
    .map(condition =>
      isLive || SEEN_BY_PORTAL.test(condition.id)
        ? condition
        : { ...condition, severity: 'unknown' as const },
    )
    .sort(worstFirst);
  return {
    facts,
    declared,
    ...judgeStatus(facts, {
      isAnySeen,
      worst: worstSeverity(['ok', ...own.map(({ severity }) => severity)]),
    }),
    conditions,
  };
}

/** A machine that is gone explains what etcd misses. */
function withCauses(conditions: readonly TalosCondition[]): TalosCondition[] {
  const gone = conditions
    .filter(({ id }) => id.endsWith('/unreachable'))
    .map(({ id }) => id);
  return conditions
    .map(condition =>
      /\/etcd-no-(quorum|spare)$/.test(condition.id)
        ? { ...condition, blockedBy: gone }
        : condition,
    )
    .sort(worstFirst);
}

function worstFirst(a: TalosCondition, b: TalosCondition): number {
  return compareSeverity(b.severity, a.severity) || a.id.localeCompare(b.id);
}
