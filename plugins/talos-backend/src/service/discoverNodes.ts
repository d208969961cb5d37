import { fieldsOf, textOf } from '@homestage/backstage-plugin-lab-common';
import {
  describeTalosFailure,
  type TalosFailure,
} from '@homestage/backstage-plugin-talos-node';
import type { TalosReader } from './TalosReader';

const MEMBERS = { namespace: 'cluster', type: 'Members.cluster.talos.dev' };

/** The endpoint answers for itself: no machine is named. */
const THE_ENDPOINT = '';

/**
 * The machines of a cluster whose talosconfig names none, as inside the cluster:
 * the members that an endpoint knows, each by its first address.
 */
export async function discoverNodes(
  client: TalosReader,
): Promise<{ nodes: string[] } | { failure: TalosFailure }> {
  try {
    const members = await client.list(THE_ENDPOINT, MEMBERS);
    return {
      nodes: members.flatMap(({ spec }) => {
        const { addresses } = fieldsOf(spec);
        return Array.isArray(addresses) ? textOf(addresses[0]) ?? [] : [];
      }),
    };
  } catch (error) {
    return { failure: describeTalosFailure(error, { node: 'The endpoint' }) };
  }
}
