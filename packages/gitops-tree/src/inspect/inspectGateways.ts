import type { GatewayConventions, GatewayReference, TreeIndex } from '../types';
import { byFrequency } from './majority';

/**
 * The gateways that routes refer to. Internal and external are told apart by
 * their names, as trees do it; a tree with gateways of other names has neither.
 */
export function inspectGateways(index: TreeIndex): GatewayConventions {
  const all = byFrequency(
    index.hostnames
      .filter(({ state }) => state === 'reached')
      .flatMap(({ gateways }) => gateways),
  );
  const named = (pattern: RegExp): GatewayReference | undefined =>
    all.find(({ name }) => pattern.test(name));
  const internal = named(/internal|private|lan/i);
  const external = named(/external|public|tunnel|wan/i);
  return {
    ...(internal && { internal }),
    ...(external && { external }),
    all,
  };
}
