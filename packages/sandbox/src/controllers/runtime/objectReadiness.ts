import { StoredObject } from '../../kubernetes/ObjectStore';
import { groupOf } from './refOf';

/** The words of Kubernetes' kstatus library. @public */
export interface Readiness {
  status: 'Current' | 'InProgress' | 'Failed' | 'Terminating';
  message: string;
}

const current = (message = 'Resource is current'): Readiness => ({
  status: 'Current',
  message,
});
const waiting = (message: string): Readiness => ({
  status: 'InProgress',
  message,
});
const failed = (message: string): Readiness => ({ status: 'Failed', message });

function ofDeployment({ spec = {}, status = {} }: StoredObject): Readiness {
  const wished = spec.replicas ?? 1;
  const {
    updatedReplicas = 0,
    replicas = 0,
    availableReplicas = 0,
    readyReplicas = 0,
  } = status;
  if (updatedReplicas < wished)
    return waiting(`Updated: ${updatedReplicas}/${wished}`);
  if (replicas > updatedReplicas) {
    return waiting(`Pending termination: ${replicas - updatedReplicas}`);
  }
  if (availableReplicas < updatedReplicas) {
    return waiting(`Available: ${availableReplicas}/${updatedReplicas}`);
  }
  return readyReplicas < wished
    ? waiting(`Ready: ${readyReplicas}/${wished}`)
    : current();
}

function ofStatefulSet({ spec = {}, status = {} }: StoredObject): Readiness {
  const wished = spec.replicas ?? 1;
  const ready = status.readyReplicas ?? 0;
  const updated = status.updatedReplicas ?? 0;
  if (ready < wished) return waiting(`Ready: ${ready}/${wished}`);
  return updated < wished
    ? waiting(`Updated: ${updated}/${wished}`)
    : current();
}

function ofDaemonSet({ status = {} }: StoredObject): Readiness {
  const wished = status.desiredNumberScheduled;
  if (wished === undefined)
    return waiting('Missing .status.desiredNumberScheduled');
  const available = Math.min(
    status.updatedNumberScheduled ?? 0,
    status.numberAvailable ?? 0,
  );
  return available < wished
    ? waiting(`Available: ${available}/${wished}`)
    : current();
}

function ofJob({ status = {} }: StoredObject): Readiness {
  const conditions: Array<{ type: string; status: string; message?: string }> =
    status.conditions ?? [];
  const failure = conditions.find(
    ({ type, status: word }) => type === 'Failed' && word === 'True',
  );
  if (failure) return failed(`Job failed: ${failure.message ?? ''}`);
  return status.startTime
    ? current('Job in progress')
    : waiting('Job not started');
}

function ofClaim({ status = {} }: StoredObject): Readiness {
  return status.phase === 'Bound'
    ? current('PVC is Bound')
    : waiting(`PVC is not Bound. phase: ${status.phase ?? 'unknown'}`);
}

function ofService({ spec = {}, status = {} }: StoredObject): Readiness {
  const isPublished =
    spec.type !== 'LoadBalancer' ||
    (status.loadBalancer?.ingress ?? []).length > 0;
  return isPublished ? current() : waiting('IP address not assigned');
}

const RULES: Record<string, (object: StoredObject) => Readiness> = {
  'apps/Deployment': ofDeployment,
  'apps/StatefulSet': ofStatefulSet,
  'apps/DaemonSet': ofDaemonSet,
  'batch/Job': ofJob,
  '/PersistentVolumeClaim': ofClaim,
  '/Service': ofService,
};

function ofConditions(object: StoredObject): Readiness | undefined {
  const conditions: Array<{ type: string; status: string; message?: string }> =
    object.status?.conditions ?? [];
  const find = (type: string) =>
    conditions.find(condition => condition.type === type);
  const reconciling = find('Reconciling');
  if (reconciling?.status === 'True')
    return waiting(reconciling.message ?? 'Reconciling');
  const stalled = find('Stalled');
  if (stalled?.status === 'True') return failed(stalled.message ?? 'Stalled');
  const ready = find('Ready');
  if (!ready) return undefined;
  return ready.status === 'True'
    ? current()
    : waiting(ready.message ?? 'Not ready');
}

const WITH_STATUS = [
  'GitRepository',
  'HelmChart',
  'HelmRelease',
  'Kustomization',
  'OCIRepository',
];

/** Before the first status of its controller an object is not known to be fine. */
const awaitsFirstStatus = (object: StoredObject) =>
  groupOf(object.apiVersion).endsWith('toolkit.fluxcd.io') &&
  WITH_STATUS.includes(object.kind) &&
  object.status?.observedGeneration === undefined;

/**
 * Whether an object has become what was asked for, by the rules of kstatus that
 * Flux's controllers wait by (github.com/fluxcd/cli-utils, pkg/kstatus/status).
 * @public
 */
export function objectReadiness(object: StoredObject): Readiness {
  const { deletionTimestamp, generation } = object.metadata;
  if (deletionTimestamp) {
    return {
      status: 'Terminating',
      message: 'Resource scheduled for deletion',
    };
  }
  const observed = object.status?.observedGeneration;
  if (
    observed !== undefined &&
    generation !== undefined &&
    observed !== generation
  ) {
    return waiting(
      `${object.kind} generation is ${generation}, but latest observed generation is ${observed}`,
    );
  }
  const rule = RULES[`${groupOf(object.apiVersion)}/${object.kind}`];
  if (rule) return rule(object);
  if (awaitsFirstStatus(object)) return waiting('Waiting for the first status');
  return ofConditions(object) ?? current();
}
