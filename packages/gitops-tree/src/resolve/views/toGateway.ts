import { field } from '../../read/field';
import { listField } from '../../read/listField';
import { textField } from '../../read/textField';
import type { TreeGateway, TreeObject } from '../../types';
import { declarationOf } from './declarationOf';

/** The typed view of a Gateway. */
export function toGateway(object: TreeObject): TreeGateway | undefined {
  const { group, kind, manifest } = object;
  if (group !== 'gateway.networking.k8s.io' || kind !== 'Gateway') {
    return undefined;
  }
  const gatewayClass = textField(manifest.spec, 'gatewayClassName');
  return {
    ...declarationOf(object),
    name: object.name,
    namespace: object.namespace ?? '',
    ...(gatewayClass && { gatewayClass }),
    listeners: listField(manifest.spec, 'listeners').map(listener => {
      const port = field(listener, 'port');
      const protocol = textField(listener, 'protocol');
      const hostname = textField(listener, 'hostname');
      return {
        name: textField(listener, 'name') ?? '',
        ...(typeof port === 'number' && { port }),
        ...(protocol && { protocol }),
        ...(hostname && { hostname }),
      };
    }),
  };
}
