import type { GatewayConventions, TreeIndex } from '../types';
import { isExternalGateway } from '../resolve/isExternalGateway';
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
  const internal = all.find(({ name }) => /internal|private|lan/i.test(name));
  const external = all.find(isExternalGateway);
  return {
    ...(internal && { internal }),
    ...(external && { external }),
    all,
  };
}
