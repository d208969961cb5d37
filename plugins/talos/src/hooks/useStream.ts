import { useCallback, useEffect, useReducer } from 'react';

/** What has come of a stream. */
export interface StreamState<T> {
  readonly status: 'waiting' | 'open' | 'ended' | 'failed';
  /** The newest ones, oldest first. */
  readonly rows: readonly T[];
  readonly error?: Error;
}

type Step<T> =
  | { readonly kind: 'begun' }
  | { readonly kind: 'came'; readonly rows: readonly T[] }
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly error: Error };

/** So many a page keeps; what is older goes. */
const MAX_ROWS = 1_000;

function advance<T>(state: StreamState<T>, step: Step<T>): StreamState<T> {
  switch (step.kind) {
    case 'begun':
      return { status: 'waiting', rows: [] };
    case 'came':
      return {
        status: 'open',
        rows: [...state.rows, ...step.rows].slice(-MAX_ROWS),
      };
    case 'ended':
      return { ...state, status: 'ended' };
    case 'failed':
      return { ...state, status: 'failed', error: step.error };
    default:
      step satisfies never;
      return state;
  }
}

/**
 * Reads a stream while the component is there. Another `open` begins another one.
 *
 * @param open - must be the same as long as it means the same; undefined: no stream
 */
export function useStream<T>(
  open: ((signal: AbortSignal) => AsyncIterable<readonly T[]>) | undefined,
): StreamState<T> & { readonly again: () => void } {
  const [state, dispatch] = useReducer(advance<T>, {
    status: 'waiting',
    rows: [],
  });
  const [turn, again] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const stop = new AbortController();
    const tell = (step: Step<T>) => {
      if (!stop.signal.aborted) {
        dispatch(step);
      }
    };
    const read = async () => {
      tell({ kind: 'begun' });
      try {
        for await (const rows of open?.(stop.signal) ?? []) {
          tell({ kind: 'came', rows });
        }
        tell({ kind: 'ended' });
      } catch (error) {
        tell({ kind: 'failed', error: error as Error });
      }
    };
    read();
    return () => stop.abort();
  }, [open, turn]);
  return { ...state, again: useCallback(() => again(), []) };
}
