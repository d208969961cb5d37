import { StoredObject } from '../ObjectStore';
import { isRecord, JsonRecord } from '../store/json';

/** `value` under the defaults; a field that is given keeps what it has. */
const withDefaults = (value: unknown, defaults: JsonRecord): JsonRecord => ({
  ...defaults,
  ...(isRecord(value) ? value : {}),
});

const eachItem = (
  list: unknown,
  change: (item: JsonRecord) => JsonRecord,
): unknown =>
  Array.isArray(list)
    ? list.map(item => (isRecord(item) ? change(item) : item))
    : list;

function pullPolicy(image: unknown): string {
  const text = typeof image === 'string' ? image : '';
  const isLatest = !text.includes('@') && !/:(?!latest$)[^/]+$/.test(text);
  return isLatest ? 'Always' : 'IfNotPresent';
}

function container(item: JsonRecord): JsonRecord {
  const filled = withDefaults(item, {
    imagePullPolicy: pullPolicy(item.image),
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  });
  if (filled.ports) {
    filled.ports = eachItem(filled.ports, port =>
      withDefaults(port, { protocol: 'TCP' }),
    );
  }
  return filled;
}

function podSpec(spec: unknown): unknown {
  if (!isRecord(spec)) {
    return spec;
  }
  const filled = withDefaults(spec, {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
  });
  for (const field of ['containers', 'initContainers']) {
    if (filled[field]) {
      filled[field] = eachItem(filled[field], container);
    }
  }
  return filled;
}

const template = (value: unknown) =>
  isRecord(value) ? { ...value, spec: podSpec(value.spec) } : value;

const workload =
  (defaults: JsonRecord) =>
  (spec: unknown): JsonRecord => {
    const filled = withDefaults(spec, defaults);
    return filled.template
      ? { ...filled, template: template(filled.template) }
      : filled;
  };

function deployment(spec: unknown): JsonRecord {
  const filled = workload({
    replicas: 1,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    strategy: {
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' },
    },
  })(spec);
  const strategy = withDefaults(filled.strategy, { type: 'RollingUpdate' });
  if (strategy.type === 'RollingUpdate') {
    strategy.rollingUpdate = withDefaults(strategy.rollingUpdate, {
      maxUnavailable: '25%',
      maxSurge: '25%',
    });
  }
  return { ...filled, strategy };
}

function service(spec: unknown): JsonRecord {
  const filled = withDefaults(spec, {
    type: 'ClusterIP',
    sessionAffinity: 'None',
  });
  if (filled.ports) {
    filled.ports = eachItem(filled.ports, port =>
      withDefaults(port, { protocol: 'TCP', targetPort: port.port }),
    );
  }
  return filled;
}

const job = workload({ backoffLimit: 6, completions: 1, parallelism: 1 });

const SPECS: Readonly<Partial<Record<string, (spec: unknown) => unknown>>> = {
  '/Pod': spec => withDefaults(podSpec(spec), { enableServiceLinks: true }),
  '/Service': service,
  '/PersistentVolumeClaim': spec =>
    withDefaults(spec, { volumeMode: 'Filesystem' }),
  'apps/Deployment': deployment,
  'apps/StatefulSet': workload({
    replicas: 1,
    podManagementPolicy: 'OrderedReady',
    revisionHistoryLimit: 10,
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
  }),
  'apps/DaemonSet': workload({
    revisionHistoryLimit: 10,
    updateStrategy: {
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: 1, maxSurge: 0 },
    },
  }),
  'apps/ReplicaSet': workload({ replicas: 1 }),
  'batch/Job': job,
  'batch/CronJob': spec => {
    const filled = withDefaults(spec, {
      concurrencyPolicy: 'Allow',
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
    });
    const { jobTemplate } = filled;
    return isRecord(jobTemplate)
      ? {
          ...filled,
          jobTemplate: { ...jobTemplate, spec: job(jobTemplate.spec) },
        }
      : filled;
  },
};

/** Base64 of the clear text, as the server stores `stringData`. */
function encoded({ stringData, ...secret }: StoredObject): StoredObject {
  const data = Object.entries((stringData ?? {}) as Record<string, string>).map(
    ([key, text]) => [key, Buffer.from(text).toString('base64')],
  );
  return {
    type: 'Opaque',
    ...secret,
    ...(data.length > 0 || secret.data
      ? { data: { ...secret.data, ...Object.fromEntries(data) } }
      : {}),
  } as StoredObject;
}

/** The built-in object with the defaults that the API server fills in. */
export function builtinDefaults(
  kind: string,
  object: StoredObject,
): StoredObject {
  if (kind === '/Secret') {
    return encoded(object);
  }
  if (kind === '/Namespace') {
    const labels = {
      ...object.metadata.labels,
      'kubernetes.io/metadata.name': object.metadata.name,
    };
    return {
      ...object,
      metadata: { ...object.metadata, labels },
      spec: withDefaults(object.spec, { finalizers: ['kubernetes'] }),
      status: withDefaults(object.status, { phase: 'Active' }),
    };
  }
  if (kind === 'apiextensions.k8s.io/CustomResourceDefinition') {
    return {
      ...object,
      spec: withDefaults(object.spec, { conversion: { strategy: 'None' } }),
    };
  }
  const fill = SPECS[kind];
  return fill && isRecord(object.spec)
    ? { ...object, spec: fill(object.spec) }
    : object;
}
