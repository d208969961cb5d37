import { parseFluxRevision } from '@homestage/backstage-plugin-flux-common';
import type { Containment } from '@homestage/backstage-plugin-gitops-common';
import {
  fieldsOf,
  listOf,
  textOf,
  type KubeObject,
} from '@homestage/backstage-plugin-lab-common';
import { revisionOf } from './toStation';

/** Reason with which kustomize-controller ends a reconcile that succeeded. */
const SUCCEEDED = 'ReconciliationSucceeded';
/** How many entries `status.history` keeps; the one reconciled longest ago goes first. */
const KEPT_ENTRIES = 5;

export interface HeldSinceOptions {
  readonly mergeCommit: string;
  /** ISO 8601. */
  readonly mergedAt: string;
  readonly holds: (pair: {
    readonly commit: string;
    readonly other: string;
  }) => Promise<Containment>;
}

/**
 * When a source fetched the merge: known while what it has is that very commit.
 * Of a later one its time says nothing of this.
 */
export function fetchedSince(
  object: KubeObject,
  mergeCommit: string,
): string | undefined {
  return revisionOf(object)?.commit === mergeCommit
    ? textOf(fieldsOf(fieldsOf(object.status).artifact).lastUpdateTime)
    : undefined;
}

/**
 * When a Kustomization first applied what the merge made of it, its health checks
 * included. The time of its Ready condition does not say so: that moves with every
 * reconcile. `status.history` has an entry for each set of manifests, with the time
 * of its first success and the revision of its last: the first of those since the
 * merge whose revision holds it. Undefined where an older one may have been dropped.
 * Source: `History.Upsert` of fluxcd/pkg/apis/meta.
 */
export async function appliedSince(
  object: KubeObject,
  { mergeCommit, mergedAt, holds }: HeldSinceOptions,
): Promise<string | undefined> {
  const history = listOf(fieldsOf(object.status).history).flatMap(readEntry);
  const mergedMs = Date.parse(mergedAt);
  const isWhole =
    history.length < KEPT_ENTRIES ||
    history.some(({ lastMs }) => lastMs < mergedMs);
  const since = history
    .filter(
      ({ status, firstMs }) => status === SUCCEEDED && firstMs >= mergedMs,
    )
    .sort((a, b) => a.firstMs - b.firstMs);
  for (const { commit, first } of isWhole ? since : []) {
    const held = await holds({ commit, other: mergeCommit });
    if (held !== 'no') {
      // Where the first of them can not be placed, a later one is no answer.
      return held === 'yes' ? first : undefined;
    }
  }
  return undefined;
}

interface HistoryEntry {
  readonly status: string | undefined;
  readonly commit: string;
  readonly first: string;
  readonly firstMs: number;
  readonly lastMs: number;
}

function readEntry(entry: Record<string, unknown>): HistoryEntry[] {
  const { revision, originRevision } = fieldsOf(entry.metadata);
  const text = textOf(originRevision) ?? textOf(revision);
  const first = textOf(entry.firstReconciled);
  const last = textOf(entry.lastReconciled);
  return text && first && last
    ? [
        {
          status: textOf(entry.lastReconciledStatus),
          // A revision without a commit is one that nobody can place.
          commit: parseFluxRevision(text).hash ?? text,
          first,
          firstMs: Date.parse(first),
          lastMs: Date.parse(last),
        },
      ]
    : [];
}
