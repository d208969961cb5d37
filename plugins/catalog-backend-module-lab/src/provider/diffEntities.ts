import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';

/** What has to be told to the catalog to get from one set of entities to another. */
export interface EntityDiff {
  /** New ones and changed ones. */
  readonly added: readonly Entity[];
  /** Refs of those that are no more. */
  readonly removed: readonly string[];
}

/** Compares two sets of entities by ref and content. */
export function diffEntities(
  before: readonly Entity[],
  after: readonly Entity[],
): EntityDiff {
  const old = new Map(
    before.map(entity => [stringifyEntityRef(entity), JSON.stringify(entity)]),
  );
  const added = after.filter(entity => {
    const ref = stringifyEntityRef(entity);
    const isSame = old.get(ref) === JSON.stringify(entity);
    old.delete(ref);
    return !isSame;
  });
  return { added, removed: [...old.keys()] };
}
