import { StoredObject } from '../../kubernetes/ObjectStore';
import { Condition, withCondition } from '../runtime/conditions';
import { isoTime } from '../runtime/isoTime';

/** @public */
export interface ContainerSpec {
  name: string;
  image: string;
  envFrom?: Array<Record<string, { name: string; optional?: boolean }>>;
  env?: Array<{
    name: string;
    valueFrom?: Record<
      string,
      { name: string; key?: string; optional?: boolean }
    >;
  }>;
  readinessProbe?: { initialDelaySeconds?: number };
}

/** @public */
export interface ContainerState {
  waiting?: { reason: string; message?: string };
  running?: { startedAt: string };
  terminated?: {
    exitCode: number;
    reason: string;
    startedAt: string;
    finishedAt: string;
  };
}

/** @public */
export interface ContainerStatus {
  name: string;
  image: string;
  imageID: string;
  containerID?: string;
  ready: boolean;
  started: boolean;
  restartCount: number;
  state: ContainerState;
  lastState: ContainerState;
}

/** @public */
export const containersOf = (pod: StoredObject): ContainerSpec[] =>
  pod.spec?.containers ?? [];

/** The status of a container that has not begun. @public */
export function waitingStatus(
  container: ContainerSpec,
  reason = 'ContainerCreating',
): ContainerStatus {
  return {
    name: container.name,
    image: container.image,
    imageID: '',
    ready: false,
    started: false,
    restartCount: 0,
    state: { waiting: { reason } },
    lastState: {},
  };
}

function phaseOf(
  pod: StoredObject,
  statuses: readonly ContainerStatus[],
): string {
  const ended = statuses.every(({ state }) => state.terminated);
  const restarts = pod.spec?.restartPolicy ?? 'Always';
  if (ended && restarts !== 'Always') {
    const failed = statuses.some(
      ({ state }) => state.terminated?.exitCode !== 0,
    );
    if (!failed) return 'Succeeded';
    if (restarts === 'Never') return 'Failed';
  }
  const hasBegun = statuses.some(
    ({ state, lastState }) =>
      state.running || state.terminated || lastState.terminated,
  );
  return hasBegun ? 'Running' : 'Pending';
}

function readyConditions(
  statuses: readonly ContainerStatus[],
  phase: string,
): Condition[] {
  const unready = statuses
    .filter(({ ready }) => !ready)
    .map(({ name }) => name);
  const isDone = phase === 'Succeeded' || phase === 'Failed';
  const why = isDone
    ? {
        reason: phase === 'Succeeded' ? 'PodCompleted' : 'PodFailed',
        message: '',
      }
    : {
        reason: 'ContainersNotReady',
        message: `containers with unready status: [${unready.join(' ')}]`,
      };
  return ['Ready', 'ContainersReady'].map(type =>
    unready.length === 0 && !isDone
      ? { type, status: 'True', reason: '', message: '' }
      : { type, status: 'False', ...why },
  );
}

/**
 * The status of a pod from those of its containers, with the conditions a kubelet
 * writes.
 * @public
 */
export function podStatus(
  pod: StoredObject,
  statuses: readonly ContainerStatus[],
  options: { now: number; hostIP: string; podIP?: string },
) {
  const { now, hostIP, podIP } = options;
  const phase = phaseOf(pod, statuses);
  const started: Condition[] = [
    'PodScheduled',
    'PodReadyToStartContainers',
    'Initialized',
  ].map(type => ({
    type,
    status: 'True',
    reason: '',
    message: '',
  }));
  const conditions = [...started, ...readyConditions(statuses, phase)].reduce(
    (all, condition) => withCondition(all, condition, now),
    pod.status?.conditions as Condition[] | undefined,
  );
  return {
    ...pod.status,
    phase,
    conditions,
    hostIP,
    hostIPs: [{ ip: hostIP }],
    ...(podIP ? { podIP, podIPs: [{ ip: podIP }] } : {}),
    startTime: pod.status?.startTime ?? isoTime(now),
    containerStatuses: statuses,
    qosClass: 'Burstable',
  };
}
