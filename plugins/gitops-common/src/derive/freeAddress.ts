import type { FormFacts } from '../contract/facts';

/** A pool larger than this is not searched to its end for an offer. */
const MAX_TRIED = 1024;

/**
 * Orders IPv4 addresses by their number; what is none is unequal to all, so that
 * it lies in no pool.
 */
export function compareAddresses(one: string, other: string): number {
  return numberOf(one) - numberOf(other);
}

/**
 * The first address of the pools that nobody has; undefined when all are given
 * out, or there is no pool.
 *
 * @public
 */
export function freeAddress({
  addressPools,
  addresses,
  nodes,
}: Pick<FormFacts, 'addressPools' | 'addresses' | 'nodes'>):
  | string
  | undefined {
  const taken = new Set([
    ...addresses.map(({ address }) => address),
    ...nodes.map(({ address }) => address),
  ]);
  for (const { first, last } of addressPools.flatMap(({ blocks }) => blocks)) {
    const end = Math.min(numberOf(last), numberOf(first) + MAX_TRIED);
    for (let at = numberOf(first); at <= end; at += 1) {
      const address = addressOf(at);
      if (!taken.has(address)) {
        return address;
      }
    }
  }
  return undefined;
}

function numberOf(address: string): number {
  const parts = address.split('.').map(Number);
  return parts.length === 4
    ? parts.reduce((sum, part) => sum * 256 + part, 0)
    : NaN;
}

function addressOf(value: number): string {
  return [24, 16, 8, 0]
    .map(bits => Math.floor(value / 2 ** bits) % 256)
    .join('.');
}
