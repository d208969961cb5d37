import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Document, Scalar } from 'yaml';
import type { SopsValue } from './valueCipher';

/** A value of a YAML document that SOPS looks at. */
export interface SopsLeaf {
  readonly scalar: Scalar;
  readonly value: SopsValue;
  /** Keys on the way to it; items of lists add none, as in SOPS. */
  readonly keys: readonly string[];
}

/** Key of SOPS' own section. */
export const SOPS_KEY = 'sops';

/**
 * The values of a document in their order, without the section of SOPS itself
 * and without nulls, which SOPS leaves alone.
 *
 * @throws Error for aliases: an encrypted anchor would be bound to one place only.
 */
export function listLeaves(document: Document): SopsLeaf[] {
  return [...walk(document.contents, [])];
}

function* walk(node: unknown, keys: readonly string[]): Generator<SopsLeaf> {
  if (isAlias(node)) {
    throw new Error('a SOPS file cannot hold aliases; write the value twice');
  }
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : String(key);
      if (!(keys.length === 0 && name === SOPS_KEY)) {
        yield* walk(value, [...keys, name]);
      }
    }
  } else if (isSeq(node)) {
    for (const child of node.items) {
      yield* walk(child, keys);
    }
  } else if (isScalar(node)) {
    const { value } = node;
    if (
      typeof value === 'string' ||
      typeof value === 'number' ||
      typeof value === 'boolean'
    ) {
      yield { scalar: node, value, keys };
    }
  }
}

/** What binds a value to its place. */
export function placeOf(keys: readonly string[]): string {
  return `${keys.join(':')}:`;
}
