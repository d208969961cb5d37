import type { Finding, TreeHostname } from '../types';
import type { LintRule } from './LintRule';

/**
 * Two owners of one host name at one gateway. A warning only: routes may share a
 * name and divide its paths.
 */
export const hostnameClash: LintRule = {
  name: 'hostname-clash',
  check: ({ index }) => {
    const owners = new Map<string, TreeHostname[]>();
    const findings: Omit<Finding, 'rule'>[] = [];
    for (const claim of index.hostnames) {
      if (claim.state !== 'reached') {
        continue;
      }
      const others = owners.get(claim.hostname) ?? [];
      const other = others.find(
        known => known.owner !== claim.owner && meet(known, claim),
      );
      owners.set(claim.hostname, [...others, claim]);
      if (other) {
        findings.push({
          severity: 'warning',
          file: claim.file,
          line: claim.line,
          column: claim.column,
          message: `${claim.owner} and ${other.owner} (${other.file}, line ${other.line}) both claim ${claim.hostname}`,
          mend: 'Give one of them another host name, unless they divide its paths.',
        });
      }
    }
    return findings;
  },
};

/** Names at different gateways do not meet: inside and outside of the house. */
function meet(one: TreeHostname, other: TreeHostname): boolean {
  return (
    one.gateways.length === 0 ||
    other.gateways.length === 0 ||
    one.gateways.some(({ name, namespace }) =>
      other.gateways.some(
        gateway => gateway.name === name && gateway.namespace === namespace,
      ),
    )
  );
}
