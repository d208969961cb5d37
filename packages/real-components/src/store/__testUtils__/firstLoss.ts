import type { Look, TakenChange } from './Witness';

/** The looks at one kind so far, against the changes that the API took. */
class Ledger {
  readonly #kind: string;
  readonly #due: readonly TakenChange[];
  readonly #expected = new Map<string, number>();
  readonly #shown = new Map<string, number | undefined>();
  readonly #newest = new Map<string, number>();
  #next = 0;
  #highest = 0;

  constructor(kind: string, taken: readonly TakenChange[]) {
    this.#kind = kind;
    this.#due = taken
      .filter(change => change.kind === kind)
      .sort((one, other) => one.version - other.version);
  }

  /** What is wrong with what a look showed, in a sentence; undefined when nothing is. */
  enter({ sights }: Look): string | undefined {
    const names = new Set(sights.map(({ name }) => name));
    for (const { name, version } of sights) {
      const newest = this.#newest.get(name) ?? 0;
      if (version !== undefined && version < newest) {
        return `${this.#kind} ${name} went back from ${newest} to ${version}`;
      }
      this.#shown.set(name, version);
      this.#newest.set(name, version ?? newest);
      this.#highest = Math.max(this.#highest, version ?? 0);
    }
    for (const name of this.#becomeDue()) {
      names.add(name);
    }
    return [...names].map(name => this.#lossOf(name)).find(Boolean);
  }

  /** The names of what the API had changed before it made what was shown last. */
  #becomeDue(): string[] {
    const names = [];
    for (
      let change = this.#due[this.#next];
      change && change.version <= this.#highest;
      change = this.#due[this.#next]
    ) {
      this.#expected.set(change.name, change.version);
      names.push(change.name);
      this.#next += 1;
    }
    return names;
  }

  #lossOf(name: string): string | undefined {
    const shown = this.#shown.get(name);
    const expected = this.#expected.get(name) ?? 0;
    return shown !== undefined && shown < expected
      ? `${this.#kind} ${name} was shown at ${shown} beside others at ${
          this.#highest
        }, though it was changed at ${expected}`
      : undefined;
  }
}

/**
 * The first change that a look should have shown and did not, in a sentence;
 * undefined when there is none. Whoever sees a version of a kind has to see every
 * earlier change of that kind too, and no object goes back to what it was.
 *
 * @remarks
 *
 * Versions are counted by one etcd, so they can be compared. Objects that are gone are
 * not judged: the API does not say at which version it deleted them.
 */
export function firstLoss(
  looks: readonly Look[],
  taken: readonly TakenChange[],
): string | undefined {
  const ledgers = new Map<string, Ledger>();
  for (const look of looks) {
    const ledger = ledgers.get(look.kind) ?? new Ledger(look.kind, taken);
    ledgers.set(look.kind, ledger);
    const loss = ledger.enter(look);
    if (loss) {
      return loss;
    }
  }
  return undefined;
}

/** How many of the changes were seen by themselves, and not with a later one of the same object. */
export function seenAlone(
  looks: readonly Look[],
  taken: readonly TakenChange[],
): number {
  const seen = new Set(
    looks.flatMap(({ sights }) => sights.map(({ version }) => version)),
  );
  return taken.filter(({ version }) => seen.has(version)).length;
}
