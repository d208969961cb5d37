import { StoredObject } from '../../../kubernetes/ObjectStore';
import { ChartError, ChartRelease, ChartValues } from '../Chart';
import { podContainers } from './containers';
import {
  enabledEntries,
  Entry,
  fullName,
  objectMeta,
  resourceName,
  selectorLabels,
} from './names';
import { podVolumes } from './volumes';

/** Options that pass into the pod as they are. */
const POD_OPTIONS = [
  'affinity',
  'automountServiceAccountToken',
  'dnsConfig',
  'dnsPolicy',
  'hostIPC',
  'hostNetwork',
  'hostPID',
  'hostname',
  'imagePullSecrets',
  'nodeSelector',
  'priorityClassName',
  'resourceClaims',
  'runtimeClassName',
  'securityContext',
  'terminationGracePeriodSeconds',
  'tolerations',
  'topologySpreadConstraints',
];

function serviceAccountName(
  release: ChartRelease,
  controller: Entry,
): string | undefined {
  const { serviceAccount } = release.values;
  const named = controller.values.serviceAccount;
  if (named?.name) return named.name;
  if (serviceAccount?.create) return serviceAccount.name ?? fullName(release);
  const accounts = enabledEntries(
    named?.identifier ? serviceAccount : undefined,
  );
  const account = accounts.find(({ id }) => id === named?.identifier);
  return account ? resourceName(release, account, accounts) : undefined;
}

function podTemplate(release: ChartRelease, controller: Entry): ChartValues {
  const options = {
    ...release.values.defaultPodOptions,
    ...controller.values.pod,
  };
  const initContainers = podContainers(release, controller, 'initContainers');
  const account = serviceAccountName(release, controller);
  return {
    metadata: {
      labels: {
        ...selectorLabels(release, controller.id),
        ...options.labels,
      },
      ...(options.annotations ? { annotations: options.annotations } : {}),
    },
    spec: {
      ...Object.fromEntries(
        POD_OPTIONS.filter(key => options[key] !== undefined).map(key => [
          key,
          options[key],
        ]),
      ),
      enableServiceLinks: options.enableServiceLinks ?? false,
      ...(account ? { serviceAccountName: account } : {}),
      ...(initContainers.length > 0 ? { initContainers } : {}),
      containers: podContainers(release, controller, 'containers'),
      volumes: podVolumes(release, controller.id),
    },
  };
}

function withRestartPolicy(
  template: ChartValues,
  restartPolicy: string,
): ChartValues {
  return { ...template, spec: { ...template.spec, restartPolicy } };
}

type SpecOf = (
  release: ChartRelease,
  controller: Entry,
  name: string,
) => ChartValues;

const selector = (release: ChartRelease, { id }: Entry) => ({
  matchLabels: selectorLabels(release, id),
});

const deployment: SpecOf = (release, controller) => {
  const {
    replicas = 1,
    strategy = 'Recreate',
    rollingUpdate,
    revisionHistoryLimit = 3,
  } = controller.values;
  const { surge, unavailable } = rollingUpdate ?? {};
  const limits = {
    ...(surge === undefined ? {} : { maxSurge: surge }),
    ...(unavailable === undefined ? {} : { maxUnavailable: unavailable }),
  };
  return {
    ...(replicas === null ? {} : { replicas }),
    revisionHistoryLimit,
    selector: selector(release, controller),
    strategy: {
      type: strategy,
      ...(strategy === 'RollingUpdate' && rollingUpdate
        ? { rollingUpdate: limits }
        : {}),
    },
    template: podTemplate(release, controller),
  };
};

const statefulSet: SpecOf = (release, controller, name) => ({
  replicas: controller.values.replicas ?? 1,
  revisionHistoryLimit: controller.values.revisionHistoryLimit ?? 3,
  selector: selector(release, controller),
  serviceName: controller.values.statefulset?.serviceName ?? name,
  template: podTemplate(release, controller),
  updateStrategy: { type: controller.values.strategy ?? 'RollingUpdate' },
});

const daemonSet: SpecOf = (release, controller) => ({
  revisionHistoryLimit: controller.values.revisionHistoryLimit ?? 3,
  selector: selector(release, controller),
  template: podTemplate(release, controller),
});

const cronJob: SpecOf = (release, controller) => {
  const { cronjob = {} } = controller.values;
  return {
    schedule: cronjob.schedule ?? '*/20 * * * *',
    suspend: cronjob.suspend ?? false,
    concurrencyPolicy: cronjob.concurrencyPolicy ?? 'Forbid',
    successfulJobsHistoryLimit: cronjob.successfulJobsHistory ?? 1,
    failedJobsHistoryLimit: cronjob.failedJobsHistory ?? 1,
    ...(cronjob.timeZone ? { timeZone: cronjob.timeZone } : {}),
    jobTemplate: {
      spec: {
        backoffLimit: cronjob.backoffLimit ?? 6,
        template: withRestartPolicy(podTemplate(release, controller), 'Never'),
      },
    },
  };
};

const job: SpecOf = (release, controller) => ({
  backoffLimit: controller.values.job?.backoffLimit ?? 6,
  template: withRestartPolicy(podTemplate(release, controller), 'Never'),
});

const TYPES: Record<
  string,
  { apiVersion: string; kind: string; spec: SpecOf }
> = {
  deployment: { apiVersion: 'apps/v1', kind: 'Deployment', spec: deployment },
  statefulset: {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    spec: statefulSet,
  },
  daemonset: { apiVersion: 'apps/v1', kind: 'DaemonSet', spec: daemonSet },
  cronjob: { apiVersion: 'batch/v1', kind: 'CronJob', spec: cronJob },
  job: { apiVersion: 'batch/v1', kind: 'Job', spec: job },
};

/** One workload for each of `controllers`. @throws ChartError @public */
export function workloadObjects(release: ChartRelease): StoredObject[] {
  const entries = enabledEntries(release.values.controllers);
  return entries.map(entry => {
    const word = String(entry.values.type ?? 'deployment').toLowerCase();
    const type = TYPES[word];
    if (!type)
      throw new ChartError(
        `Not a valid controller.type (${entry.values.type})`,
      );
    const name = resourceName(release, entry, entries);
    const meta = objectMeta(release, name, entry.values);
    const labels = { ...meta.labels, ...selectorLabels(release, entry.id) };
    return {
      apiVersion: type.apiVersion,
      kind: type.kind,
      metadata: { ...meta, labels },
      spec: type.spec(release, entry, name),
    };
  });
}
