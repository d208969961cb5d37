import { ApiStatusError } from '../ApiStatusError';
import { ResourceType, StoredObject } from '../ObjectStore';
import { isRecord } from '../store/json';

type Holds = (object: StoredObject) => boolean;

const EVERYWHERE = ['metadata.name', 'metadata.namespace'];

/** The fields that a real server indexes, by kind. */
const FIELDS: Readonly<Partial<Record<string, readonly string[]>>> = {
  '/Pod': [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  '/Event': [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  '/Node': ['spec.unschedulable'],
  '/Namespace': ['status.phase', 'name'],
  '/Secret': ['type'],
  '/Service': ['spec.clusterIP', 'spec.type'],
  '/ReplicationController': ['status.replicas'],
  'apps/ReplicaSet': ['status.replicas'],
  'batch/Job': ['status.successful'],
};

/** The text of a field: absent is empty, as the server's indices have it. */
function fieldText(object: StoredObject, path: string): string {
  let value: unknown = object;
  for (const step of path === 'source'
    ? ['source', 'component']
    : path.split('.')) {
    value = isRecord(value) ? value[step] : undefined;
  }
  if (path === 'spec.unschedulable' || path === 'spec.hostNetwork') {
    return String(value ?? false);
  }
  return value === undefined || value === null ? '' : String(value);
}

function requirement(type: ResourceType, text: string): Holds {
  const parts = /^([^!=]+)(==|=|!=)(.*)$/.exec(text);
  if (!parts) {
    throw ApiStatusError.badRequest(
      `invalid field selector: "${text}"; can't understand it`,
    );
  }
  const [, field, operator, value] = parts;
  const known = [
    ...EVERYWHERE,
    ...(FIELDS[`${type.group}/${type.kind}`] ?? []),
  ];
  const own = FIELDS[`${type.group}/${type.kind}`];
  if (!known.includes(field) && !own) {
    throw ApiStatusError.badRequest(
      `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`,
    );
  }
  if (!known.includes(field)) {
    const resource = `${type.group}/${type.version}, Resource=${type.plural}`;
    throw ApiStatusError.badRequest(
      `Unable to find "${resource}" that match label selector "", field selector "${text}": field label not supported: ${field}`,
    );
  }
  return object => (fieldText(object, field) === value) === (operator !== '!=');
}

/** A field selector for a kind; 400 for a field that the real server does not index. */
export function fieldSelector(type: ResourceType, selector: string): Holds {
  const requirements = selector
    .split(',')
    .filter(Boolean)
    .map(text => requirement(type, text.trim()));
  return object => requirements.every(holds => holds(object));
}
