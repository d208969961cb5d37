/** How often a role called an RPC. */
export interface CallCount {
  readonly role: string;
  readonly method: string;
  readonly count: number;
}

/** Counts the RPCs that the machines were asked, so that a portal's cost can be told. */
export class CallCounter {
  readonly #counts = new Map<string, CallCount>();

  add(role: string, method: string): void {
    const key = `${role} ${method}`;
    const count = (this.#counts.get(key)?.count ?? 0) + 1;
    this.#counts.set(key, { role, method, count });
  }

  /** What was counted since the last call. */
  take(): CallCount[] {
    const counts = [...this.#counts.values()];
    this.#counts.clear();
    return counts;
  }
}
