import { compareVersions, parseVersion } from '../compatibility/version';
import type { DriftRow } from '../contract/summary';

/** A row before it is said how to mend it. */
export type BareDriftRow = Omit<DriftRow, 'mend'>;

/**
 * How a difference is mended: by a form, or by the runbook where Git is right and the
 * machine has to follow.
 */
export function mendDrift(row: BareDriftRow): DriftRow {
  const mend = mendOf(row);
  return mend ? { ...row, mend } : row;
}

function mendOf({
  what,
  verdict,
  declared,
  live,
}: BareDriftRow): DriftRow['mend'] {
  if (verdict === 'notKnown') {
    return undefined;
  }
  if (what === 'version') {
    return {
      // Git takes over what runs; the other way round is an upgrade that is due.
      ...(live && isNewer(live, declared)
        ? { template: 'upgrade-talos', values: { version: live } }
        : {}),
      runbook: { page: 'talos-upgrade-failed', anchor: 'check' },
    };
  }
  if (what === 'Kubernetes version') {
    return {
      ...(live && isNewer(live, declared)
        ? { template: 'upgrade-kubernetes', values: { version: live } }
        : {}),
      runbook: { page: 'kubernetes-upgrade' },
    };
  }
  if (what === 'schematic' || what.startsWith('extension ')) {
    return {
      runbook: {
        page: 'talos-upgrade-failed',
        anchor: 'extensions-are-missing',
      },
    };
  }
  return what === 'machine'
    ? { runbook: { page: 'node-add', anchor: 'declare-it' } }
    : { runbook: { page: 'config-apply', anchor: 'do' } };
}

function isNewer(a: string, b: string | undefined): boolean {
  const [left, right] = [parseVersion(a), parseVersion(b)];
  return left !== undefined && right !== undefined
    ? compareVersions(left, right) > 0
    : false;
}
