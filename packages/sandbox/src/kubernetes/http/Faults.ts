/** Which requests a fault is for; what is unset matches all. @public */
export interface FaultMatch {
  verb?: string;
  /** The plural. */
  resource?: string;
  group?: string;
  user?: string;
}

/** What goes wrong. `times` bounds how often; unset means until it is lifted. @public */
export type Fault = { match?: FaultMatch; times?: number } & (
  | {
      type: 'answer';
      code: number;
      message?: string;
      retryAfterSeconds?: number;
    }
  | { type: 'delay'; milliseconds: number }
  /** Ends the connection of a watch after so many bytes, in the middle of a line if that is where they end. */
  | { type: 'cut'; afterBytes: number }
);

/** A request as faults see it. */
export interface FaultSubject {
  verb: string;
  resource: string;
  group: string;
  user: string;
}

interface ActiveFault {
  fault: Fault;
  left: number;
}

const fits = (match: FaultMatch = {}, subject: FaultSubject) =>
  (Object.keys(match) as Array<keyof FaultMatch>).every(
    field => match[field] === undefined || match[field] === subject[field],
  );

/** The faults that are switched on. @public */
export class Faults {
  readonly #active = new Set<ActiveFault>();

  /** Switches a fault on; its undo lifts it. */
  add(fault: Fault): () => void {
    const active = { fault, left: fault.times ?? Infinity };
    this.#active.add(active);
    return () => this.#active.delete(active);
  }

  clear(): void {
    this.#active.clear();
  }

  list(): Fault[] {
    return [...this.#active].map(({ fault }) => fault);
  }

  /** The first fault of a type for a request; it counts as used. */
  take<T extends Fault['type']>(
    type: T,
    subject: FaultSubject,
  ): Extract<Fault, { type: T }> | undefined {
    for (const active of this.#active) {
      if (active.fault.type === type && fits(active.fault.match, subject)) {
        active.left -= 1;
        if (active.left <= 0) {
          this.#active.delete(active);
        }
        return active.fault as Extract<Fault, { type: T }>;
      }
    }
    return undefined;
  }
}
