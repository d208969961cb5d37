import { ApiStatusError } from '../ApiStatusError';
import { StoredObject, StoreEvent, VersionedObjectStore } from '../ObjectStore';
import { AnswerStream } from './ApiRequest';
import { revisionOf, Selection, selectionFilter } from './listObjects';
import { Representation } from './represent';
import { WatchStream } from './WatchStream';

/** Without a timeout of the client's own, watches end after half an hour, as the real server's do. */
const DEFAULT_TIMEOUT_SECONDS = 1_800;

interface WatchContext {
  store: VersionedObjectStore;
  bookmarkIntervalMs: number;
}

/** What a watch is told before what happens from now on. */
interface Start {
  initial: readonly StoredObject[];
  missed: readonly StoreEvent[] | 'expired';
}

const isTrue = (value: string | null) => value === 'true' || value === '1';

function startOf(
  store: VersionedObjectStore,
  { resource }: Selection,
  query: URLSearchParams,
): Start {
  const wanted = revisionOf(query);
  const wantsInitial = query.get('sendInitialEvents');
  if (wantsInitial === 'true' || (wantsInitial === null && wanted === 0)) {
    return { initial: store.list(resource.type), missed: [] };
  }
  return {
    initial: [],
    missed: wanted === 0 ? [] : store.changesSince(resource.type, wanted),
  };
}

function checkInitialEvents(query: URLSearchParams): void {
  if (
    query.get('sendInitialEvents') !== null &&
    query.get('resourceVersionMatch') !== 'NotOlderThan'
  ) {
    throw ApiStatusError.badRequest(
      'sendInitialEvents: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    );
  }
}

/** Follows the store until the undo that it gives back, the timeout, or the end of the kind. */
function follow(
  { store, bookmarkIntervalMs }: WatchContext,
  stream: WatchStream,
  options: {
    type: Selection['resource']['type'];
    wantsBookmarks: boolean;
    timeoutSeconds: number;
  },
): () => void {
  const { type, wantsBookmarks, timeoutSeconds } = options;
  const undoEvents = store.watch(type, event => stream.tell(event));
  const undoTypes = store.watchTypes(() => {
    if (!store.typeOf(type.group, type.kind)) {
      stream.end();
    }
  });
  const bookmarks = wantsBookmarks
    ? setInterval(() => stream.bookmark(store.revision()), bookmarkIntervalMs)
    : undefined;
  const timeout = setTimeout(() => stream.end(), timeoutSeconds * 1000);
  return () => {
    undoEvents();
    undoTypes();
    clearInterval(bookmarks);
    clearTimeout(timeout);
  };
}

/**
 * Prepares a watch: what it answers is the stream's start. The stream ends when
 * its time is up, when its kind is gone, or when the client is; a revision that is
 * forgotten is told as an ERROR event, as the real server does.
 */
export function watchObjects(
  context: WatchContext,
  selection: Selection & { representation: Representation },
  query: URLSearchParams,
): (to: AnswerStream) => () => void {
  checkInitialEvents(query);
  const { resource, representation } = selection;
  const matches = selectionFilter(selection, query);
  const wanted = revisionOf(query);
  const wantsBookmarks = isTrue(query.get('allowWatchBookmarks'));
  const timeoutSeconds =
    Number(query.get('timeoutSeconds')) || DEFAULT_TIMEOUT_SECONDS;

  return to => {
    const { store } = context;
    const stream = new WatchStream(to, { representation, matches });
    // Read here and not before, so that no write falls between it and the watch.
    const { initial, missed } = startOf(store, selection, query);
    if (missed === 'expired') {
      const message = `too old resource version: ${wanted} (${store.revision()})`;
      stream.fail(ApiStatusError.expired(message).status);
      return () => {};
    }
    stream.tellInitial(initial);
    if (query.get('sendInitialEvents') === 'true' && wantsBookmarks) {
      stream.bookmark(store.revision(), {
        'k8s.io/initial-events-end': 'true',
      });
    }
    missed.forEach(event => stream.tell(event));
    return follow(context, stream, {
      type: resource.type,
      wantsBookmarks,
      timeoutSeconds,
    });
  };
}
