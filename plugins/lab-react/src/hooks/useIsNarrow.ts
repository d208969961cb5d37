import { useSyncExternalStore } from 'react';

/** The width below which tables become cards; the `sm` breakpoint of Backstage UI. */
const NARROW = '(max-width: 767px)';

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia?.(NARROW);
  query?.addEventListener('change', listener);
  return () => query?.removeEventListener('change', listener);
}

const isNarrow = () => window.matchMedia?.(NARROW).matches ?? false;

/**
 * Whether the window is as narrow as a phone. A browser that can not tell counts
 * as wide.
 *
 * @public
 */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, isNarrow, () => false);
}
