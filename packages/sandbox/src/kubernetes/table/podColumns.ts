import { StoredObject } from '../ObjectStore';
import { column, NONE, TableColumn, wide } from './TableColumn';
import { ageOf } from './humanDuration';

interface ContainerStatus {
  ready?: boolean;
  restartCount?: number;
  state?: {
    waiting?: { reason?: string };
    terminated?: { reason?: string; exitCode?: number; signal?: number };
    running?: object;
  };
  lastState?: { terminated?: { finishedAt?: string } };
}

const statuses = (pod: StoredObject, field = 'containerStatuses') =>
  (pod.status?.[field] ?? []) as ContainerStatus[];

/** Why an init container holds the pod back; undefined when none does. */
function initReason(pod: StoredObject): string | undefined {
  const all = statuses(pod, 'initContainerStatuses');
  for (const [at, { state }] of all.entries()) {
    if (state?.terminated?.exitCode === 0) {
      continue;
    }
    const reason = state?.terminated?.reason ?? state?.waiting?.reason;
    return reason && reason !== 'PodInitializing'
      ? `Init:${reason}`
      : `Init:${at}/${all.length}`;
  }
  return undefined;
}

function containerReason(pod: StoredObject): string | undefined {
  // The last container that has something to say wins, as in the server's printer.
  for (const { state } of statuses(pod)) {
    if (state?.waiting?.reason) {
      return state.waiting.reason;
    }
    if (state?.terminated) {
      const { reason, signal, exitCode } = state.terminated;
      return reason ?? (signal ? `Signal:${signal}` : `ExitCode:${exitCode}`);
    }
  }
  return undefined;
}

function podStatus(pod: StoredObject): string {
  if (pod.metadata.deletionTimestamp) {
    return pod.status?.reason === 'NodeLost' ? 'Unknown' : 'Terminating';
  }
  const { phase, reason } = pod.status ?? {};
  return (
    initReason(pod) ?? containerReason(pod) ?? reason ?? phase ?? 'Unknown'
  );
}

function restarts(pod: StoredObject, now: number): string {
  const all = statuses(pod);
  const count = all.reduce(
    (sum, { restartCount = 0 }) => sum + restartCount,
    0,
  );
  const last = all
    .map(({ lastState }) => lastState?.terminated?.finishedAt)
    .filter(Boolean)
    .sort()
    .pop();
  return count > 0 && last
    ? `${count} (${ageOf(last, now)} ago)`
    : String(count);
}

const readiness = (pod: StoredObject) =>
  `${statuses(pod).filter(({ ready }) => ready).length}/${
    pod.spec?.containers?.length ?? 0
  }`;

function gates(pod: StoredObject): string {
  const wanted: Array<{ conditionType: string }> =
    pod.spec?.readinessGates ?? [];
  const conditions: Array<{ type: string; status: string }> =
    pod.status?.conditions ?? [];
  const open = wanted.filter(gate =>
    conditions.some(
      ({ type, status }) => type === gate.conditionType && status === 'True',
    ),
  );
  return wanted.length > 0 ? `${open.length}/${wanted.length}` : NONE;
}

/** The columns of Pods. */
export const podColumns: readonly TableColumn[] = [
  column('Name', ({ metadata }) => metadata.name),
  column('Ready', readiness),
  column('Status', podStatus),
  column('Restarts', restarts),
  column('Age', ({ metadata }, now) => ageOf(metadata.creationTimestamp, now)),
  wide('IP', pod => pod.status?.podIP ?? NONE),
  wide('Node', pod => pod.spec?.nodeName ?? NONE),
  wide('Nominated Node', pod => pod.status?.nominatedNodeName || NONE),
  wide('Readiness Gates', gates),
];
