import type { Severity } from '@homestage/backstage-plugin-lab-common';
import type { SeverityCounts } from '../contract/severity';

/** Counts of nothing, to be filled. */
export function noCounts(): SeverityCounts {
  return { ok: 0, info: 0, unknown: 0, warning: 0, error: 0 };
}

/** How many of the given severities there are of each. */
export function countSeverities(
  severities: Iterable<Severity>,
): SeverityCounts {
  const counts = noCounts();
  for (const severity of severities) {
    counts[severity] += 1;
  }
  return counts;
}

/** The sum of several counts. */
export function addCounts(all: Iterable<SeverityCounts>): SeverityCounts {
  const sum = noCounts();
  for (const counts of all) {
    for (const severity of Object.keys(sum) as Severity[]) {
      sum[severity] += counts[severity];
    }
  }
  return sum;
}
