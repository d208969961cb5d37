import { parseIp } from '../read/IpRange';
import type { TreeAddress, TreeAddressPool } from '../types';
import type { LintRule } from './LintRule';

/**
 * A load-balancer address that no pool of the load balancer asked holds: nobody
 * will ever give it out. Silent where the tree has no pool, or one that is not
 * known to the last address.
 */
export const addressOutsidePool: LintRule = {
  name: 'address-outside-pool',
  check: ({ index }) => {
    const pools = index.addressPools.filter(
      ({ state }) => state === 'reached' || state === 'suspended',
    );
    return index.addresses
      .filter(({ state }) => state === 'reached')
      .flatMap(asked => {
        const able = pools.filter(
          ({ provider }) =>
            asked.provider === 'any' || asked.provider === provider,
        );
        return able.length === 0 || able.some(pool => mayHold(pool, asked))
          ? []
          : [
              {
                severity: 'error' as const,
                file: asked.file,
                line: asked.line,
                column: asked.column,
                message: `${asked.owner} asks for the address ${
                  asked.address
                }, which is in none of the pools: ${able
                  .map(describePool)
                  .join('; ')}`,
                mend: 'Use a free address of a pool, or widen the pool.',
              },
            ];
      });
  },
};

function mayHold(pool: TreeAddressPool, { address }: TreeAddress): boolean {
  const asked = parseIp(address);
  if (!asked || !pool.isResolved) {
    return true;
  }
  return (
    !pool.isDisabled &&
    pool.blocks.some(block => {
      const first = parseIp(block.first);
      const last = parseIp(block.last);
      return (
        first?.family === asked.family &&
        first.value <= asked.value &&
        last !== undefined &&
        asked.value <= last.value
      );
    })
  );
}

function describePool({ name, blocks, isDisabled }: TreeAddressPool): string {
  const ranges = blocks.map(({ first, last }) => `${first} to ${last}`);
  return `${name} (${isDisabled ? 'disabled' : ranges.join(', ')})`;
}
