import type {
  TalosPartSource,
  TalosResource,
} from '@homestage/backstage-plugin-talos-common';
import { describeTalosFailure } from '@homestage/backstage-plugin-talos-node';
import type { TalosReader } from './TalosReader';

/** Lists a part: by the type of older versions where a machine does not have the new one. */
export async function listed(
  source: Extract<TalosPartSource, { by: 'list' }>,
  options: {
    client: Pick<TalosReader, 'list'>;
    node: string;
    signal: AbortSignal;
  },
): Promise<TalosResource[]> {
  const { namespace, type, fallback, keep } = source;
  const { client, node, signal } = options;
  const list = (kind: string) =>
    client.list(node, { namespace, type: kind }, { signal });
  const isOlder = (error: unknown) =>
    describeTalosFailure(error, { node }).status === 'absent';
  const found = await list(type).catch(error => {
    if (fallback && isOlder(error)) {
      return list(fallback);
    }
    throw error;
  });
  return keep ? found.flatMap(resource => keep(resource) ?? []) : found;
}
