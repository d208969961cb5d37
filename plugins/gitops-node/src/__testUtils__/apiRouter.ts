import type { ApiAnswer, ApiHandler, ApiRequest } from './FaultGate';

/** A request with what its route found in it, decoded. */
export interface RoutedRequest extends ApiRequest {
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  /** The body as JSON; undefined when there is none. */
  readonly json: unknown;
}

export type Route = readonly [
  method: string,
  /** Matches the whole path without its query; groups become `params`. */
  path: RegExp,
  run: (request: RoutedRequest) => ApiAnswer,
];

export function json(
  status: number,
  body: unknown,
  headers?: Record<string, string>,
): ApiAnswer {
  return { status, body: JSON.stringify(body), headers };
}

/** The first route that fits answers; `missing` when none does. */
export function routed(
  routes: readonly Route[],
  missing: () => ApiAnswer,
): ApiHandler {
  return async request => {
    const { pathname, searchParams } = new URL(request.path, 'http://forge');
    for (const [method, path, run] of routes) {
      const found = method === request.method && path.exec(pathname);
      if (found) {
        return run({
          ...request,
          params: found.slice(1).map(decodeURIComponent),
          query: searchParams,
          json: request.body ? JSON.parse(request.body) : undefined,
        });
      }
    }
    return missing();
  };
}

/** One page of a list, by `page` and `per_page`. */
export function pageOf<T>(items: readonly T[], query: URLSearchParams): T[] {
  const size = Number(query.get('per_page') ?? 30);
  const page = Number(query.get('page') ?? 1);
  return items.slice((page - 1) * size, page * size);
}
