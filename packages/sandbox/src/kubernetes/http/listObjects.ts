import { ApiStatusError } from '../ApiStatusError';
import { StoredObject, VersionedObjectStore } from '../ObjectStore';
import { fieldSelector } from './fieldSelector';
import { labelSelector } from './labelSelector';
import { ListSnapshots } from './ListSnapshots';
import { ListMetadata } from './represent';
import { ServedResource } from './ServedResource';

/** Which objects of a resource a request is about. */
export interface Selection {
  resource: ServedResource;
  namespace?: string;
  /** A request for one object by name may watch it too. */
  name?: string;
}

/** Whether an object belongs to what the request selects by namespace, name, labels and fields. */
export function selectionFilter(
  { resource, namespace, name }: Selection,
  query: URLSearchParams,
): (object: StoredObject) => boolean {
  const hasLabels = labelSelector(query.get('labelSelector') ?? '');
  const hasFields = fieldSelector(
    resource.type,
    query.get('fieldSelector') ?? '',
  );
  return object =>
    (namespace === undefined || object.metadata.namespace === namespace) &&
    (name === undefined || object.metadata.name === name) &&
    hasLabels(object.metadata.labels) &&
    hasFields(object);
}

function tooLarge(wanted: number, current: number) {
  return new ApiStatusError({
    code: 504,
    reason: 'Timeout',
    message: `Timeout: Too large resource version: ${wanted}, current: ${current}`,
    details: {
      causes: [
        {
          reason: 'ResourceVersionTooLarge',
          message: 'Too large resource version',
        },
      ],
      retryAfterSeconds: 1,
    },
  });
}

/** The resource version of a watch's query as a number; 0 when unset. */
export function revisionOf(query: URLSearchParams): number {
  const text = query.get('resourceVersion') ?? '';
  if (!/^\d*$/.test(text)) {
    throw new ApiStatusError({
      code: 500,
      message: `resourceVersion: Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`,
    });
  }
  return Number(text);
}

/** The largest list asked for; Infinity when unset. */
function limitOf(query: URLSearchParams): number {
  const text = query.get('limit') ?? '';
  if (!/^-?\d*$/.test(text)) {
    throw ApiStatusError.badRequest(
      `strconv.ParseInt: parsing "${text}": invalid syntax`,
    );
  }
  return Number(text) || Infinity;
}

const MATCHES = ['Exact', 'NotOlderThan', ''];

function checkMatch(query: URLSearchParams): void {
  const match = query.get('resourceVersionMatch') ?? '';
  if (match && !query.get('resourceVersion')) {
    throw ApiStatusError.invalidOptions('ListOptions', {
      reason: 'FieldValueForbidden',
      message:
        'Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
      field: 'resourceVersionMatch',
    });
  }
  if (!MATCHES.includes(match)) {
    throw ApiStatusError.invalidOptions('ListOptions', {
      reason: 'FieldValueNotSupported',
      message: `Unsupported value: "${match}": supported values: ${MATCHES.map(
        each => `"${each}"`,
      ).join(', ')}`,
      field: 'resourceVersionMatch',
    });
  }
}

/** As above for a list, whose client is told that the fault is its own. */
function listRevisionOf(query: URLSearchParams): number {
  try {
    return revisionOf(query);
  } catch (error) {
    throw error instanceof ApiStatusError
      ? ApiStatusError.badRequest(`invalid resource version: ${error.message}`)
      : error;
  }
}

/** The objects as they were at an older revision, by undoing what came after. */
function atRevision(
  store: VersionedObjectStore,
  kind: ServedResource['type'],
  revision: number,
) {
  const changes = store.changesSince(kind, revision);
  if (changes === 'expired') {
    throw ApiStatusError.expired(
      `The resourceVersion for the provided list is too old.`,
    );
  }
  const objects = new Map(
    store.list(kind).map(object => [object.metadata.uid, object]),
  );
  for (const { object, previous, type } of [...changes].reverse()) {
    if (type === 'ADDED') {
      objects.delete(object.metadata.uid);
    } else {
      objects.set(object.metadata.uid, previous ?? object);
    }
  }
  return [...objects.values()];
}

function firstPage(
  store: VersionedObjectStore,
  selection: Selection,
  query: URLSearchParams,
) {
  const { type } = selection.resource;
  const wanted = listRevisionOf(query);
  const current = store.revision();
  if (wanted > current) {
    throw tooLarge(wanted, current);
  }
  const isExact = query.get('resourceVersionMatch') === 'Exact';
  const all = isExact ? atRevision(store, type, wanted) : store.list(type);
  return {
    objects: all.filter(selectionFilter(selection, query)),
    revision: isExact ? wanted : current,
    next: 0,
  };
}

/** One page of a list, all of it when no limit is set, and its metadata. */
export function listObjects(
  context: { store: VersionedObjectStore; snapshots: ListSnapshots },
  selection: Selection,
  query: URLSearchParams,
): { objects: readonly StoredObject[]; metadata: ListMetadata } {
  const { store, snapshots } = context;
  checkMatch(query);
  const token = query.get('continue') || undefined;
  const list = token
    ? snapshots.open(token)
    : firstPage(store, selection, query);
  const limit = limitOf(query);
  const end = list.next + limit;
  const remaining = list.objects.length - end;
  const metadata: ListMetadata = { resourceVersion: String(list.revision) };
  if (remaining > 0) {
    metadata.continue = token
      ? snapshots.advance(token, end)
      : snapshots.keep({ ...list, next: end });
    // As the real server: a count would be wrong where a selector filters.
    if (!query.get('labelSelector') && !query.get('fieldSelector')) {
      metadata.remainingItemCount = remaining;
    }
  }
  return { objects: list.objects.slice(list.next, end), metadata };
}
