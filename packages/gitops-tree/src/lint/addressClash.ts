import type { Finding, TreeAddress } from '../types';
import type { LintRule } from './LintRule';

/**
 * Two owners of one load-balancer address, or one that is a node's own. Services
 * with one sharing key may share it, and so may gateways and what serves them;
 * between plain Services the second one never gets it.
 */
export const addressClash: LintRule = {
  name: 'address-clash',
  check: ({ index }) => {
    const owners = new Map<string, TreeAddress[]>();
    const findings: Omit<Finding, 'rule'>[] = [];
    for (const asked of index.addresses) {
      if (asked.state !== 'reached' || /[${]/.test(asked.address)) {
        continue;
      }
      const others = owners.get(asked.address) ?? [];
      const other = others.find(
        known => known.owner !== asked.owner && !mayShare(known, asked),
      );
      owners.set(asked.address, [...others, asked]);
      const node = index.nodes.find(({ address }) => address === asked.address);
      if (other) {
        findings.push({
          severity: isCertain(other) && isCertain(asked) ? 'error' : 'warning',
          ...placeOf(asked),
          message: `${asked.owner} and ${other.owner} (${other.file}, line ${other.line}) both ask for the address ${asked.address}`,
          mend: 'Give one of them another address, or both the same sharing key.',
        });
      } else if (node) {
        findings.push({
          severity: 'warning',
          ...placeOf(asked),
          message: `${asked.owner} asks for the address ${asked.address}, which is that of the node ${node.name} (${node.file}, line ${node.line})`,
          mend: 'Use an address that no machine has.',
        });
      }
    }
    return findings;
  },
};

function mayShare(one: TreeAddress, other: TreeAddress): boolean {
  return one.sharingKey !== undefined && one.sharingKey === other.sharingKey;
}

/** Whether nothing but a sharing key could let others have it too. */
function isCertain({ ownerKind, provider }: TreeAddress): boolean {
  return (
    (ownerKind === 'Service' || ownerKind === 'HelmRelease') &&
    (provider === 'cilium' || provider === 'metallb')
  );
}

function placeOf({ file, line, column }: TreeAddress) {
  return { file, line, column };
}
