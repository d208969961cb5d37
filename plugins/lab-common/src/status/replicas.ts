import { fieldsOf, numberOf } from '../fields';

/** The replica counts of a workload; what the API left out is zero, as it does for zeros. */
export interface Replicas {
  /** From `spec.replicas`, which defaults to 1. */
  readonly wanted: number;
  readonly total: number;
  readonly updated: number;
  readonly ready: number;
  readonly available: number;
}

/** Reads the counts of Deployment, StatefulSet and ReplicaSet. */
export function replicasOf(object: {
  spec?: unknown;
  status?: unknown;
}): Replicas {
  const status = fieldsOf(object.status);
  const count = (field: string) => numberOf(status[field]) ?? 0;
  return {
    wanted: numberOf(fieldsOf(object.spec).replicas) ?? 1,
    total: count('replicas'),
    updated: count('updatedReplicas'),
    ready: count('readyReplicas'),
    available: count('availableReplicas'),
  };
}
