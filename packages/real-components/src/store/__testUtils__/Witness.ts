import type { KubeObject } from '@homestage/backstage-plugin-lab-common';

/** An object as one look at a kind showed it first. */
export interface Sight {
  readonly name: string;
  /** Its resource version; undefined when it was gone. */
  readonly version: number | undefined;
}

/** What one look at a kind showed that the look before had not. */
export interface Look {
  readonly kind: string;
  readonly sights: readonly Sight[];
}

/** The name that looks and changes share. */
export function sightName({ metadata }: KubeObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

/** Remembers what each look at a kind showed anew. */
export class Witness {
  readonly #last = new Map<string, readonly KubeObject[]>();
  readonly #looks: Look[] = [];

  get looks(): readonly Look[] {
    return this.#looks;
  }

  /** How many objects were seen to go. */
  get gone(): number {
    return this.#looks
      .flatMap(({ sights }) => sights)
      .filter(({ version }) => version === undefined).length;
  }

  /** @param items - every object of the kind, sorted by namespace and name */
  look(kind: string, items: readonly KubeObject[]): void {
    const sights = newSights(this.#last.get(kind) ?? [], items);
    this.#last.set(kind, items);
    if (sights.length > 0) {
      this.#looks.push({ kind, sights });
    }
  }
}

const orderOf = ({ metadata }: KubeObject) =>
  `${metadata.namespace ?? ''}\u0000${metadata.name}`;

/** Both are sorted, and what did not change is the same object: one pass is enough. */
function newSights(
  before: readonly KubeObject[],
  now: readonly KubeObject[],
): Sight[] {
  const sights: Sight[] = [];
  let old = 0;
  for (const object of now) {
    while (
      old < before.length &&
      before[old] !== object &&
      orderOf(before[old]) < orderOf(object)
    ) {
      sights.push({ name: sightName(before[old]), version: undefined });
      old += 1;
    }
    const isKnown =
      old < before.length &&
      (before[old] === object || orderOf(before[old]) === orderOf(object));
    if (!isKnown || before[old] !== object) {
      sights.push({
        name: sightName(object),
        version: Number(object.metadata.resourceVersion),
      });
    }
    old += isKnown ? 1 : 0;
  }
  return [
    ...sights,
    ...before.slice(old).map(object => ({
      name: sightName(object),
      version: undefined,
    })),
  ];
}
