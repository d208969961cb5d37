import { StoredObject } from '../ObjectStore';
import { ageOf, humanDuration } from './humanDuration';
import { column, NONE, selectorText, TableColumn, wide } from './TableColumn';

const name = column('Name', ({ metadata }) => metadata.name);
const age = column('Age', ({ metadata }, now) =>
  ageOf(metadata.creationTimestamp, now),
);

const containersOf = (
  object: StoredObject,
): Array<{ name: string; image: string }> =>
  object.spec?.template?.spec?.containers ??
  object.spec?.jobTemplate?.spec?.template?.spec?.containers ??
  [];

const containers = wide('Containers', object =>
  containersOf(object)
    .map(each => each.name)
    .join(','),
);
const images = wide('Images', object =>
  containersOf(object)
    .map(({ image }) => image)
    .join(','),
);
const selector = wide('Selector', ({ spec }) =>
  selectorText(spec?.selector?.matchLabels),
);

const number = (title: string, read: (object: StoredObject) => unknown) =>
  column(title, object => read(object) ?? 0, 'integer');

const ready = column(
  'Ready',
  ({ spec, status }) => `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 0}`,
);

function jobStatus({ metadata, spec, status }: StoredObject): string {
  const conditions: Array<{ type: string; status: string }> =
    status?.conditions ?? [];
  const has = (type: string) =>
    conditions.some(each => each.type === type && each.status === 'True');
  if (has('Complete')) {
    return 'Complete';
  }
  if (has('Failed')) {
    return 'Failed';
  }
  if (metadata.deletionTimestamp) {
    return 'Terminating';
  }
  return spec?.suspend ? 'Suspended' : 'Running';
}

function jobDuration({ status }: StoredObject, now: number): string {
  if (!status?.startTime) {
    return '';
  }
  const end = status.completionTime ? Date.parse(status.completionTime) : now;
  return humanDuration(end - Date.parse(status.startTime));
}

/** The columns of workloads, by kind. */
export const workloadColumns: Readonly<Record<string, readonly TableColumn[]>> =
  {
    'apps/Deployment': [
      name,
      ready,
      // Numbers that the real server declares as texts.
      column('Up-to-date', ({ status }) => status?.updatedReplicas ?? 0),
      column('Available', ({ status }) => status?.availableReplicas ?? 0),
      age,
      containers,
      images,
      selector,
    ],
    'apps/ReplicaSet': [
      name,
      number('Desired', ({ spec }) => spec?.replicas),
      number('Current', ({ status }) => status?.replicas),
      number('Ready', ({ status }) => status?.readyReplicas),
      age,
      containers,
      images,
      selector,
    ],
    'apps/StatefulSet': [name, ready, age, containers, images],
    'apps/DaemonSet': [
      name,
      number('Desired', ({ status }) => status?.desiredNumberScheduled),
      number('Current', ({ status }) => status?.currentNumberScheduled),
      number('Ready', ({ status }) => status?.numberReady),
      number('Up-to-date', ({ status }) => status?.updatedNumberScheduled),
      number('Available', ({ status }) => status?.numberAvailable),
      column('Node Selector', ({ spec }) =>
        selectorText(spec?.template?.spec?.nodeSelector),
      ),
      age,
      containers,
      images,
      selector,
    ],
    'apps/ControllerRevision': [
      name,
      column('Controller', ({ metadata }) => {
        const owner = metadata.ownerReferences?.find(
          ({ controller }) => controller,
        );
        return owner ? `${owner.kind.toLowerCase()}/${owner.name}` : NONE;
      }),
      number('Revision', ({ revision }) => revision),
      age,
    ],
    'batch/Job': [
      name,
      column('Status', jobStatus),
      column(
        'Completions',
        ({ spec, status }) =>
          `${status?.succeeded ?? 0}/${spec?.completions ?? 1}`,
      ),
      column('Duration', jobDuration),
      age,
      containers,
      images,
      selector,
    ],
    'batch/CronJob': [
      name,
      column('Schedule', ({ spec }) => spec?.schedule),
      column('Timezone', ({ spec }) => spec?.timeZone ?? NONE),
      column('Suspend', ({ spec }) => (spec?.suspend ? 'True' : 'False')),
      number('Active', ({ status }) => status?.active?.length),
      column('Last Schedule', ({ status }, now) =>
        status?.lastScheduleTime ? ageOf(status.lastScheduleTime, now) : NONE,
      ),
      age,
      containers,
      images,
    ],
    'autoscaling/HorizontalPodAutoscaler': [
      name,
      column(
        'Reference',
        ({ spec }) =>
          `${spec?.scaleTargetRef?.kind}/${spec?.scaleTargetRef?.name}`,
      ),
      column('Targets', () => '<unknown>'),
      column('MinPods', ({ spec }) => String(spec?.minReplicas ?? '<unset>')),
      number('MaxPods', ({ spec }) => spec?.maxReplicas),
      number('Replicas', ({ status }) => status?.currentReplicas),
      age,
    ],
    'policy/PodDisruptionBudget': [
      name,
      column('Min Available', ({ spec }) =>
        String(spec?.minAvailable ?? 'N/A'),
      ),
      column('Max Unavailable', ({ spec }) =>
        String(spec?.maxUnavailable ?? 'N/A'),
      ),
      number('Allowed Disruptions', ({ status }) => status?.disruptionsAllowed),
      age,
    ],
  };
