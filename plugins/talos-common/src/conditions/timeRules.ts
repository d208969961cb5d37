import type { MachineFacts } from '../facts/MachineFacts';
import type { ConditionDraft } from './createCondition';

/** Ceph's monitors complain about more (mon_clock_drift_allowed). */
export const MAX_OFFSET_MS = 50;

/** A clock that is not in sync, or off by more than Ceph allows. */
export function timeRules(machine: MachineFacts): ConditionDraft[] {
  const { time } = machine;
  if (!time || time.isSyncDisabled) {
    return [];
  }
  const servers = time.servers?.length
    ? [`time servers: ${time.servers.join(', ')}`]
    : [];
  const shared = {
    runbook: 'time-skew',
    anchor: 'check',
    nextSteps: [
      `Ask the time servers through it: talosctl -n ${machine.node} time`,
    ],
  };
  if (time.isSynced === false) {
    return [
      {
        ...shared,
        rule: 'time-not-synced',
        severity: 'error',
        title: `The clock of ${machine.name} is not in sync`,
        cause: 'No time server has answered since it booted.',
        evidence: ['synced: false', ...servers],
        takesDown:
          'It does not become ready; certificates and etcd may refuse it.',
        since: time.since,
      },
    ];
  }
  const offsetMs = time.offsetMs;
  return offsetMs === undefined || Math.abs(offsetMs) <= MAX_OFFSET_MS
    ? []
    : [
        {
          ...shared,
          rule: 'time-offset',
          severity: 'warning',
          title: `The clock of ${machine.name} is off by ${tellOffset(
            offsetMs,
          )}`,
          cause: `Ceph's monitors allow ${MAX_OFFSET_MS} ms.`,
          evidence: [`offset: ${tellOffset(offsetMs)}`, ...servers],
          takesDown: 'A Ceph monitor on it may be left out of the quorum.',
        },
      ];
}

/** An offset with the unit that suits it. */
export function tellOffset(offsetMs: number): string {
  const size = Math.abs(offsetMs);
  if (size < 1) {
    return `${Math.round(size * 1000)} µs`;
  }
  return size < 1000
    ? `${Math.round(size * 10) / 10} ms`
    : `${Math.round(size / 100) / 10} s`;
}
