import type { KindRef } from '@homestage/backstage-plugin-lab-common';
import type { FactStore } from './FactStore';

/** How long a page waits for the first answer of a kind nobody asked for before. */
const PATIENCE_MS = 3_000;

/**
 * Waits until the kinds have left `syncing`, but not for long: what is not known
 * by then is answered as not known.
 */
export async function settleKinds(
  store: FactStore,
  cluster: string,
  kinds: readonly KindRef[],
): Promise<void> {
  const waiting = kinds.filter(
    kind => store.snapshot(cluster, kind).state.status === 'syncing',
  );
  if (waiting.length === 0) {
    return;
  }
  const signal = AbortSignal.timeout(PATIENCE_MS);
  // A rejection says that the time is up; the snapshot then still says `syncing`.
  await Promise.allSettled(
    waiting.map(kind => store.settled(cluster, kind, { signal })),
  );
}
