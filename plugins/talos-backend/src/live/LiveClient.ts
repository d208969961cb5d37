import type { TalosFeature } from '@homestage/backstage-plugin-talos-common';
import type { TalosClient } from '@homestage/backstage-plugin-talos-node';

/** What is needed of the client while somebody waits. */
export type LiveClient = Pick<TalosClient, 'call' | 'stream' | 'close'>;

/** The calls of one feature. */
export type FeatureCalls = Pick<TalosClient, 'call' | 'stream'>;

/**
 * Lets a feature call what it declares, and nothing else: what the declared role may
 * call is proven by a test over the declarations.
 *
 * @throws when it calls another RPC
 */
export function restrictTo(
  feature: TalosFeature,
  client: FeatureCalls,
): FeatureCalls {
  const require = (rpc: TalosFeature['rpcs'][number]) => {
    if (!feature.rpcs.includes(rpc)) {
      throw new Error(`'${feature.title}' does not declare the RPC ${rpc}`);
    }
  };
  return {
    call: (rpc, node, options) => {
      require(rpc);
      return client.call(rpc, node, options);
    },
    stream: (rpc, node, options) => {
      require(rpc);
      return client.stream(rpc, node, options);
    },
  };
}
