/** How many requests of one sort were made. @public */
export interface RequestCount {
  verb: string;
  /** Plural and group as `deployments.apps`, or a path. */
  resource: string;
  user: string;
  count: number;
}

/** Counts the requests that clients make, for the bench to compare. @public */
export class RequestCounter {
  readonly #counts = new Map<string, RequestCount>();

  count(request: Omit<RequestCount, 'count'>): void {
    const key = `${request.user} ${request.verb} ${request.resource}`;
    const counted = this.#counts.get(key)?.count ?? 0;
    this.#counts.set(key, { ...request, count: counted + 1 });
  }

  /** All counts since the start or the last reset. */
  counts(): RequestCount[] {
    return [...this.#counts.values()];
  }

  reset(): void {
    this.#counts.clear();
  }
}
