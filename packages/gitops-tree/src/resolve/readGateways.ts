import { listField } from '../read/listField';
import { textField } from '../read/textField';
import type { GatewayReference } from '../types';

/** The `parentRefs` of a route that are gateways. */
export function readGateways(route: unknown): GatewayReference[] {
  return listField(route, 'parentRefs').flatMap(entry => {
    const name = textField(entry, 'name');
    const kind = textField(entry, 'kind') ?? 'Gateway';
    if (!name || kind !== 'Gateway') {
      return [];
    }
    const namespace = textField(entry, 'namespace');
    const sectionName = textField(entry, 'sectionName');
    return [
      {
        name,
        ...(namespace && { namespace }),
        ...(sectionName && { sectionName }),
      },
    ];
  });
}
