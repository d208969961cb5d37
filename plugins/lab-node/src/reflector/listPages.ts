import type { KubeApi } from '../api/KubeApi';
import { KubeApiError } from '../api/KubeApiError';
import { withQuery } from './paths';

/** A complete list and the version to watch from. */
export interface ListResult {
  readonly items: readonly unknown[];
  readonly resourceVersion: string;
}

/** Options of {@link listPages}. */
export interface ListOptions {
  readonly pageSize: number;
  readonly signal: AbortSignal;
  readonly accept?: string;
}

/**
 * Reads a whole collection page by page. All pages show the instant of the
 * first; when that expires on the way the API answers 410, and the list has to
 * begin anew.
 */
export async function listPages(
  api: KubeApi,
  path: string,
  options: ListOptions,
): Promise<ListResult> {
  const { pageSize, signal, accept } = options;
  const items: unknown[] = [];
  let token: string | undefined;
  do {
    const answer = await api.getJson({
      path: withQuery(path, { limit: pageSize, continue: token }),
      signal,
      accept,
    });
    const page = readPage(answer);
    for (const item of page.items) {
      items.push(withType(item, page));
    }
    if (!page.token) {
      return { items, resourceVersion: page.resourceVersion };
    }
    if (page.token === token) {
      throw unreadable('The API answered the same page twice');
    }
    token = page.token;
  } while (!signal.aborted);
  throw signal.reason;
}

interface Page {
  readonly items: readonly unknown[];
  readonly resourceVersion: string;
  readonly token: string | undefined;
  readonly apiVersion: string | undefined;
  readonly itemKind: string | undefined;
}

interface RawList {
  apiVersion?: unknown;
  kind?: unknown;
  items?: unknown;
  metadata?: { resourceVersion?: unknown; continue?: unknown } | null;
}

function readPage(answer: unknown): Page {
  const list: RawList =
    typeof answer === 'object' && answer !== null ? answer : {};
  const resourceVersion = list.metadata?.resourceVersion;
  // Go writes a list without elements as null in some versions.
  const items = list.items ?? [];
  if (typeof resourceVersion !== 'string' || !Array.isArray(items)) {
    throw unreadable('The answer is not a Kubernetes list');
  }
  return {
    items,
    resourceVersion,
    token:
      typeof list.metadata?.continue === 'string' && list.metadata.continue
        ? list.metadata.continue
        : undefined,
    apiVersion:
      typeof list.apiVersion === 'string' ? list.apiVersion : undefined,
    itemKind:
      typeof list.kind === 'string' && list.kind.endsWith('List')
        ? list.kind.slice(0, -'List'.length)
        : undefined,
  };
}

/** Items of built-in lists come without their type, which is that of the list. */
function withType(item: unknown, page: Page): unknown {
  if (typeof item !== 'object' || item === null || 'kind' in item) {
    return item;
  }
  return { apiVersion: page.apiVersion, kind: page.itemKind, ...item };
}

function unreadable(message: string): KubeApiError {
  return new KubeApiError(message, { code: 'unreadable' });
}
