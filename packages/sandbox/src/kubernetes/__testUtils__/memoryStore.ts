import { ApiStatusError } from '../ApiStatusError';
import { MemoryObjectStore } from '../MemoryObjectStore';
import { StoreEvent } from '../ObjectStore';

const NOW = Date.parse('2026-03-01T12:00:00Z');

/** The kind of a Pod. */
export const POD = { group: '', kind: 'Pod' };

/** A store whose clock stands still and whose revisions count on from 100. */
export const newStore = (options = {}) =>
  new MemoryObjectStore({ now: () => NOW, firstRevision: 100, ...options });

/** What a write was refused with. */
export function refusal(action: () => unknown): ApiStatusError {
  try {
    action();
  } catch (error) {
    if (error instanceof ApiStatusError) {
      return error;
    }
    throw error;
  }
  throw new Error('the write was not refused');
}

/** Watches a store: the events, and in words what each of them tells. */
export function eventsOf(
  store: MemoryObjectStore,
  kind: { group: string; kind: string } | 'all',
) {
  const events: StoreEvent[] = [];
  store.watch(kind, event => events.push(event));
  return {
    told: () =>
      events.map(
        ({ type, object }) => `${type} ${object.kind} ${object.metadata.name}`,
      ),
    events,
  };
}
