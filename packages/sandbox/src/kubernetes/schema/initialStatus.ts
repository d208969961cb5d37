import { StoredObject } from '../ObjectStore';
import { isRecord, JsonRecord } from '../store/json';

/** What a kind's status is before any controller has seen the object. */
const FIXED: Readonly<Partial<Record<string, JsonRecord>>> = {
  '/PersistentVolumeClaim': { phase: 'Pending' },
  '/Service': { loadBalancer: {} },
  'apps/DaemonSet': {
    currentNumberScheduled: 0,
    desiredNumberScheduled: 0,
    numberMisscheduled: 0,
    numberReady: 0,
  },
  'apps/Deployment': {},
  'apps/ReplicaSet': { replicas: 0 },
  'apps/StatefulSet': { availableReplicas: 0, replicas: 0 },
  'batch/CronJob': {},
  'batch/Job': {},
  'networking.k8s.io/Ingress': { loadBalancer: {} },
};

const RESOURCES = ['cpu', 'memory'];

/** How a pod's claims on a node rank, by what its containers ask for and are held to. */
function qosClass(spec: unknown): string {
  const lists = isRecord(spec) ? [spec.containers, spec.initContainers] : [];
  const claims = lists
    .flatMap(list => (Array.isArray(list) ? list : []))
    .map(container => ({
      requests: container?.resources?.requests ?? {},
      limits: container?.resources?.limits ?? {},
    }));
  const asksForNothing = claims.every(({ requests, limits }) =>
    RESOURCES.every(name => !requests[name] && !limits[name]),
  );
  if (asksForNothing) {
    return 'BestEffort';
  }
  const isHeldToAll = claims.every(({ requests, limits }) =>
    RESOURCES.every(
      name =>
        limits[name] &&
        (requests[name] === undefined || requests[name] === limits[name]),
    ),
  );
  return isHeldToAll ? 'Guaranteed' : 'Burstable';
}

/** The status that the API server gives a new object; undefined for kinds where it gives none. */
export function initialStatus(
  kind: string,
  object: StoredObject,
): JsonRecord | undefined {
  return kind === '/Pod'
    ? { phase: 'Pending', qosClass: qosClass(object.spec) }
    : FIXED[kind];
}
