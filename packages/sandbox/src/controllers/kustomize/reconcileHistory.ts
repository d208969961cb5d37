import { formatDuration } from '../runtime/formatDuration';
import { isoTime } from '../runtime/isoTime';

/** An entry of `status.history`. @public */
export interface HistoryEntry {
  digest: string;
  firstReconciled: string;
  lastReconciled: string;
  lastReconciledDuration: string;
  lastReconciledStatus: string;
  totalReconciliations: number;
  metadata?: Record<string, string>;
}

/** What one reconcile adds to the history. @public */
export interface Reconciliation {
  digest: string;
  status: string;
  revision: string;
  durationMs: number;
  at: number;
}

const KEPT_ENTRIES = 5;

/**
 * The history after a reconcile: newest first, one entry for each pair of digest
 * and status, five at most.
 * @public
 */
export function withReconciliation(
  history: readonly HistoryEntry[] = [],
  { digest, status, revision, durationMs, at }: Reconciliation,
): HistoryEntry[] {
  const isSame = (entry: HistoryEntry) =>
    entry.digest === digest && entry.lastReconciledStatus === status;
  const known = history.find(isSame);
  const entry: HistoryEntry = {
    digest,
    firstReconciled: known?.firstReconciled ?? isoTime(at),
    lastReconciled: isoTime(at),
    lastReconciledDuration: formatDuration(durationMs),
    lastReconciledStatus: status,
    totalReconciliations: (known?.totalReconciliations ?? 0) + 1,
    metadata: { revision },
  };
  return [entry, ...history.filter(other => !isSame(other))].slice(
    0,
    KEPT_ENTRIES,
  );
}
