import { StatusCause } from '../ApiStatusError';
import { StoredObject } from '../ObjectStore';
import { isRecord, JsonRecord } from '../store/json';
import { jsonEquals } from '../store/jsonEquals';

const required = (field: string, why = ''): StatusCause => ({
  reason: 'FieldValueRequired',
  message: `Required value${why ? `: ${why}` : ''}`,
  field,
});

const invalid = (field: string, value: unknown, why: string): StatusCause => ({
  reason: 'FieldValueInvalid',
  message: `Invalid value: ${JSON.stringify(value)}: ${why}`,
  field,
});

const itemsOf = (value: unknown): JsonRecord[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];

function podSpec(spec: unknown, field: string): StatusCause[] {
  const containers = isRecord(spec) ? itemsOf(spec.containers) : [];
  if (containers.length === 0) {
    return [required(`${field}.containers`)];
  }
  const names = new Set<unknown>();
  return containers.flatMap((container, at) => {
    const path = `${field}.containers[${at}]`;
    const causes: StatusCause[] = [];
    if (!container.name) {
      causes.push(required(`${path}.name`));
    } else if (names.has(container.name)) {
      causes.push({
        reason: 'FieldValueDuplicate',
        message: `Duplicate value: ${JSON.stringify(container.name)}`,
        field: `${path}.name`,
      });
    }
    names.add(container.name);
    if (!container.image) {
      causes.push(required(`${path}.image`));
    }
    return causes;
  });
}

function selectsItsPods(object: StoredObject): boolean {
  const wanted = object.spec.selector?.matchLabels ?? {};
  const labels = object.spec.template?.metadata?.labels ?? {};
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

function workload(
  object: StoredObject,
  previous?: StoredObject,
): StatusCause[] {
  const { spec } = object;
  if (!isRecord(spec)) {
    return [required('spec.selector'), required('spec.template')];
  }
  const causes = podSpec(
    isRecord(spec.template) ? spec.template.spec : undefined,
    'spec.template.spec',
  );
  if (!spec.selector) {
    causes.unshift(required('spec.selector'));
  } else if (!selectsItsPods(object)) {
    causes.push(
      invalid(
        'spec.template.metadata.labels',
        object.spec.template?.metadata?.labels ?? null,
        '`selector` does not match template `labels`',
      ),
    );
  }
  if (previous && !jsonEquals(previous.spec?.selector, spec.selector)) {
    causes.push(invalid('spec.selector', spec.selector, 'field is immutable'));
  }
  if (typeof spec.replicas === 'number' && spec.replicas < 0) {
    causes.push(
      invalid(
        'spec.replicas',
        spec.replicas,
        'must be greater than or equal to 0',
      ),
    );
  }
  return causes;
}

function service(object: StoredObject): StatusCause[] {
  const spec = object.spec ?? {};
  const needsPorts = spec.type !== 'ExternalName' && spec.clusterIP !== 'None';
  return needsPorts && itemsOf(spec.ports).length === 0
    ? [required('spec.ports')]
    : [];
}

type Rule = (object: StoredObject, previous?: StoredObject) => StatusCause[];

const RULES: Readonly<Partial<Record<string, Rule>>> = {
  '/Pod': object => podSpec(object.spec, 'spec'),
  '/Service': service,
  '/PersistentVolumeClaim': ({ spec }) =>
    spec?.resources?.requests?.storage
      ? []
      : [required('spec.resources[storage]')],
  'apps/Deployment': workload,
  'apps/StatefulSet': workload,
  'apps/DaemonSet': workload,
  'apps/ReplicaSet': workload,
  'batch/Job': ({ spec }) =>
    podSpec(spec?.template?.spec, 'spec.template.spec'),
  'batch/CronJob': ({ spec }) => [
    ...(spec?.schedule ? [] : [required('spec.schedule')]),
    ...podSpec(
      spec?.jobTemplate?.spec?.template?.spec,
      'spec.jobTemplate.spec.template.spec',
    ),
  ],
};

/**
 * The commonest faults of built-in kinds: required fields, selectors that do not
 * select their own pods, immutable selectors. It is far from all that a real
 * server checks.
 */
export function validateBuiltin(
  kind: string,
  object: StoredObject,
  previous?: StoredObject,
): StatusCause[] {
  return RULES[kind]?.(object, previous) ?? [];
}
