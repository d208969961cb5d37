import { KubeApiError, codeOfHttpStatus } from '../api/KubeApiError';
import type { WatchChange } from './ReflectorSink';

/** One line of a watch. */
export type WatchEvent =
  | (WatchChange & { readonly resourceVersion: string | undefined })
  | { readonly type: 'BOOKMARK'; readonly resourceVersion: string | undefined }
  | { readonly type: 'ERROR'; readonly error: KubeApiError }
  | { readonly type: 'OTHER' };

interface RawEvent {
  type?: unknown;
  object?: {
    metadata?: { resourceVersion?: unknown } | null;
    code?: unknown;
    message?: unknown;
  } | null;
}

/** Reads a line of a watch; throws a KubeApiError when it is no JSON. */
export function readWatchEvent(line: string): WatchEvent {
  const event = parse(line);
  const version = event.object?.metadata?.resourceVersion;
  const resourceVersion = typeof version === 'string' ? version : undefined;
  switch (event.type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      return { type: event.type, object: event.object, resourceVersion };
    case 'BOOKMARK':
      return { type: 'BOOKMARK', resourceVersion };
    case 'ERROR':
      return { type: 'ERROR', error: errorOf(event) };
    default:
      return { type: 'OTHER' };
  }
}

function parse(line: string): RawEvent {
  try {
    const event: unknown = JSON.parse(line);
    return typeof event === 'object' && event !== null ? event : {};
  } catch (error) {
    throw new KubeApiError('A line of the watch is not JSON', {
      code: 'unreadable',
      cause: error,
    });
  }
}

function errorOf(event: RawEvent): KubeApiError {
  const status = event.object;
  const httpStatus = typeof status?.code === 'number' ? status.code : 500;
  const told = typeof status?.message === 'string' ? status.message : undefined;
  return new KubeApiError(
    told?.slice(0, 300) ?? 'The watch ended with an error',
    {
      code: codeOfHttpStatus(httpStatus),
      httpStatus,
    },
  );
}
