import {
  createApiRef,
  useApiHolder,
  type ApiHolder,
} from '@backstage/frontend-plugin-api';
import { QueryClient } from '@tanstack/react-query';

/** Facts of a page left this long ago are still painted at once on the way back. */
const KEEP_UNUSED_MS = 10 * 60 * 1000;

/**
 * The cache behind every live query. An app needs no provider and no factory
 * for it; register one to share or replace the cache.
 *
 * @public
 */
export const labQueryClientApiRef = createApiRef<QueryClient>({
  id: 'plugin.lab.query-client',
});

const ownClients = new WeakMap<ApiHolder, QueryClient>();

/**
 * A query client with the house's defaults: an error is shown at once (no
 * hidden retries; the poll is the retry), and requests are made even when the
 * browser believes it is offline, because labs are reached without an uplink.
 *
 * @public
 */
export function createLabQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, networkMode: 'always', gcTime: KEEP_UNUSED_MS },
    },
  });
}

/** The registered client; else one per app, kept as long as the app lives. */
export function useLabQueryClient(): QueryClient {
  const holder = useApiHolder();
  const registered = holder.get(labQueryClientApiRef);
  if (registered) {
    return registered;
  }
  let own = ownClients.get(holder);
  if (!own) {
    own = createLabQueryClient();
    ownClients.set(holder, own);
  }
  return own;
}
