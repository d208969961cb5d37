import type { FluxCounts } from '../contract/summary';
import type { JudgedFlux } from '../judge/FluxModel';
import { FLUX_STATUSES } from '../status/fluxStatus';

/** Counts by status word, worst first; words with none are left out. */
export function countStatuses(judged: readonly JudgedFlux[]): FluxCounts {
  const counts: FluxCounts = {};
  for (const status of FLUX_STATUSES) {
    const count = judged.filter(one => one.status === status).length;
    if (count > 0) {
      counts[status] = count;
    }
  }
  return counts;
}
