import { ApiStatusError } from '../ApiStatusError';
import { ResourceType, StoredObject } from '../ObjectStore';
import { ObjectTable } from './ObjectTable';

const NAMESPACES = { group: '', kind: 'Namespace', plural: 'namespaces' };

function refuseTerminating(
  type: ResourceType,
  name: string,
  namespace: string,
) {
  const resource = type.group ? `${type.plural}.${type.group}` : type.plural;
  const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
  throw ApiStatusError.forbidden(`${resource} "${name}" is forbidden: ${why}`, {
    name,
    kind: type.plural,
    causes: [
      {
        reason: 'NamespaceTerminating',
        message: `namespace ${namespace} is being terminated`,
        field: 'metadata.namespace',
      },
    ],
  });
}

/** Throws 404 when the namespace of a new object does not exist, 403 when it is going. */
export function requireNamespace(
  table: ObjectTable,
  type: ResourceType,
  object: StoredObject,
): void {
  const { namespace, name } = object.metadata;
  if (!type.namespaced || namespace === undefined) {
    return;
  }
  const found = table.get(NAMESPACES, undefined, namespace);
  if (!found) {
    throw ApiStatusError.notFound(NAMESPACES, namespace);
  }
  if (found.metadata.deletionTimestamp) {
    refuseTerminating(type, name, namespace);
  }
}
