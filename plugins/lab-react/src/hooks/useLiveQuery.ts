import { useEffect } from 'react';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { hashKey, useQuery, type QueryClient } from '@tanstack/react-query';
import { useLabQueryClient } from '../api/queryClient';
import { liveStateOf, type LiveState } from './liveState';

/** With signals the poll is only a net under a connection that died silently. */
const POLL_WITH_SIGNALS_MS = 30_000;
/** Without signals changes are found by asking; an unchanged answer is a 304. */
const POLL_ALONE_MS = 10_000;
/**
 * While the page is new its connection for signals is still being made, and
 * what is told meanwhile is lost: the first answers are asked for again soon.
 */
const POLL_WHILE_NEW_MS = 3_000;
const NEW_FOR_ANSWERS = 4;
/** After a failure: soon, so that a page heals by itself within seconds. */
const POLL_AFTER_ERROR_MS = 3_000;
/** A page that was left and entered again within this time asks nothing. */
const FRESH_MS = 2_000;

/** @public */
export interface LiveQueryOptions<T> {
  /** Everything the answer depends on; begins with the plugin's id. */
  queryKey: readonly unknown[];
  /** Gives the same object again when the answer is unchanged (304). */
  queryFn: (context: { signal: AbortSignal }) => Promise<T>;
  /** The signal channel that says that the answer may have changed. */
  channel: string;
  /** No request is made while false; true when unset. */
  isEnabled?: boolean;
}

/** @public */
export interface LiveQuery<T> {
  readonly state: LiveState;
  /** The last answer; unset when there is none, or when it may not be shown. */
  readonly data?: T;
  readonly error?: Error;
  /** When `data` was last confirmed, milliseconds since the epoch. */
  readonly asOfMs?: number;
  readonly isFetching: boolean;
  /** Asks again now. */
  refetch(): void;
}

function readRevision(subject: unknown): string | undefined {
  const revision = (subject as { revision?: unknown } | null | undefined)
    ?.revision;
  return typeof revision === 'string' ? revision : undefined;
}

/** Asks again whenever the channel speaks; says whether there is such a channel. */
function useRefetchOnSignal(
  client: QueryClient,
  options: { channel: string; queryHash: string },
): boolean {
  const { channel, queryHash } = options;
  const signals = useApiHolder().get(signalApiRef);
  useEffect(() => {
    const subscription = signals?.subscribe(channel, message => {
      const query = client.getQueryCache().get(queryHash);
      const signalled = readRevision(message);
      if (signalled && signalled === readRevision(query?.state.data)) {
        return;
      }
      // A request that is under way may have been answered before the change,
      // so invalidating cancels it and asks again.
      client.invalidateQueries({
        predicate: each => each.queryHash === queryHash,
      });
    });
    return () => subscription?.unsubscribe();
  }, [client, signals, channel, queryHash]);
  return signals !== undefined;
}

/**
 * An answer that stays true: asked once, asked again when the channel says that
 * something changed, polled slowly as a fallback. During an error the last
 * answer stays, and its state says how old it is. Signals carry no facts, so
 * what a person may see is decided where the answer is made.
 *
 * @public
 */
export function useLiveQuery<T>(options: LiveQueryOptions<T>): LiveQuery<T> {
  const { queryKey, queryFn, channel, isEnabled = true } = options;
  const client = useLabQueryClient();
  const hasSignals = useRefetchOnSignal(client, {
    channel,
    queryHash: hashKey(queryKey),
  });
  const pollMs = hasSignals ? POLL_WITH_SIGNALS_MS : POLL_ALONE_MS;
  const query = useQuery(
    {
      queryKey,
      queryFn: ({ signal }) => queryFn({ signal }),
      enabled: isEnabled,
      staleTime: FRESH_MS,
      refetchInterval: current => {
        if (current.state.status === 'error') {
          return POLL_AFTER_ERROR_MS;
        }
        return current.state.dataUpdateCount <= NEW_FOR_ANSWERS
          ? POLL_WHILE_NEW_MS
          : pollMs;
      },
    },
    client,
  );
  const state = liveStateOf({
    error: query.error,
    hasData: query.data !== undefined,
  });
  return {
    state,
    data: state === 'denied' ? undefined : query.data,
    error: query.error ?? undefined,
    asOfMs: query.dataUpdatedAt || undefined,
    isFetching: query.isFetching,
    refetch: () => {
      query.refetch();
    },
  };
}
