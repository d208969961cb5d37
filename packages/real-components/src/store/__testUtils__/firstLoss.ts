import type { WrittenChange } from './EtcdHistory';
import type { Look } from './Witness';

/** The looks at one kind so far, against the changes that were written. */
class Ledger {
  readonly #kind: string;
  readonly #changes: readonly WrittenChange[];
  /** The last change of each object that a look has to show by now. */
  readonly #due = new Map<string, WrittenChange>();
  readonly #shown = new Map<string, number | undefined>();
  readonly #newest = new Map<string, number>();
  #next = 0;
  /** The latest version that the looks are known to have reached. */
  #reached = 0;

  constructor(kind: string, written: readonly WrittenChange[]) {
    this.#kind = kind;
    this.#changes = written.filter(change => change.kind === kind);
  }

  /** What is wrong with what a look showed, in a sentence; undefined when nothing is. */
  enter({ sights }: Look): string | undefined {
    for (const { name, version } of sights) {
      const newest = this.#newest.get(name) ?? 0;
      if (version !== undefined && version < newest) {
        return `${this.#kind} ${name} went back from ${newest} to ${version}`;
      }
      this.#shown.set(name, version);
      this.#newest.set(name, version ?? newest);
      this.#reached = Math.max(this.#reached, version ?? 0);
    }
    return this.#judge(sights.map(({ name }) => name));
  }

  /** Judges objects, and those that were changed before what the looks have reached. */
  #judge(names: readonly string[]): string | undefined {
    const left = [...names, ...this.#becomeDue()];
    for (let name = left.pop(); name !== undefined; name = left.pop()) {
      const shown = this.#shown.get(name);
      const loss =
        shown === undefined
          ? this.#lossOfAbsent(name)
          : this.#lossOfShown(name, shown);
      if (loss) {
        return loss;
      }
      left.push(...this.#becomeDue());
    }
    return undefined;
  }

  /** The names of what was changed before the version that was reached. */
  #becomeDue(): string[] {
    const names = [];
    for (
      let change = this.#changes[this.#next];
      change && change.version <= this.#reached;
      change = this.#changes[this.#next]
    ) {
      this.#due.set(change.name, change);
      names.push(change.name);
      this.#next += 1;
    }
    return names;
  }

  #lossOfShown(name: string, shown: number): string | undefined {
    const due = this.#due.get(name);
    if (!due || shown >= due.version) {
      return undefined;
    }
    const what = due.isDeletion ? 'deleted' : 'changed';
    return `${this.#kind} ${name} was shown at ${shown} beside others at ${
      this.#reached
    }, though it was ${what} at ${due.version}`;
  }

  /** Who sees that an object is gone has reached its deletion. */
  #lossOfAbsent(name: string): string | undefined {
    const due = this.#due.get(name);
    const last = Math.max(due?.version ?? 0, this.#newest.get(name) ?? 0);
    if (due?.isDeletion && due.version === last) {
      return undefined;
    }
    const deletion = this.#changes.find(
      change =>
        change.name === name && change.isDeletion && change.version > last,
    );
    if (!deletion) {
      return `${this.#kind} ${name} was not shown beside others at ${
        this.#reached
      }, though it was there at ${last} and not deleted since`;
    }
    this.#reached = Math.max(this.#reached, deletion.version);
    return undefined;
  }
}

/**
 * The first change that a look should have shown and did not, in a sentence;
 * undefined when there is none. Whoever sees a version of a kind, or that an object of it
 * is gone, has to see every earlier change of that kind too, and no object goes back to
 * what it was or goes without having been deleted.
 *
 * @remarks
 *
 * Versions are counted by one etcd, so they can be compared.
 *
 * @param written - in its order
 */
export function firstLoss(
  looks: readonly Look[],
  written: readonly WrittenChange[],
): string | undefined {
  const ledgers = new Map<string, Ledger>();
  for (const look of looks) {
    const ledger = ledgers.get(look.kind) ?? new Ledger(look.kind, written);
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
  written: readonly WrittenChange[],
): number {
  const seen = new Set(
    looks.flatMap(({ sights }) => sights.map(({ version }) => version)),
  );
  return written.filter(({ version }) => seen.has(version)).length;
}
