import type { Severity } from '@homestage/backstage-plugin-lab-common';
import type { MachineFacts } from '../facts/MachineFacts';
import type { TalosPartId } from '../parts/talosParts';

/**
 * The severity of a fact by whether it was seen within its time: what was fine once is
 * not known any more, and what was wrong may be mended.
 */
export function asSeen(
  facts: MachineFacts,
  part: TalosPartId,
  severity: Severity,
): Severity {
  const isLive =
    facts.state.status === 'live' && facts.ages[part]?.status === 'live';
  return isLive ? severity : 'unknown';
}
