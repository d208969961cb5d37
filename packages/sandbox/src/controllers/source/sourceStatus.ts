import { StoredObject } from '../../kubernetes/ObjectStore';
import {
  Condition,
  withCondition,
  withoutConditions,
} from '../runtime/conditions';
import { isoTime } from '../runtime/isoTime';

/** What source-controller stores of a source. @public */
export interface Artifact {
  revision: string;
  digest: string;
  size: number;
  metadata?: Record<string, string>;
}

const NEGATIVE = [
  'Reconciling',
  'Stalled',
  'FetchFailed',
  'BuildFailed',
  'ArtifactOutdated',
];

/** The annotation by which a person asks for a reconcile now. @public */
export const REQUESTED_AT = 'reconcile.fluxcd.io/requestedAt';

/** What every status of Flux repeats: the generation seen, and the request answered. @public */
export function observed(object: StoredObject) {
  const requestedAt = object.metadata.annotations?.[REQUESTED_AT];
  return {
    observedGeneration: object.metadata.generation ?? 1,
    ...(requestedAt ? { lastHandledReconcileAt: requestedAt } : {}),
  };
}

function artifactField(object: StoredObject, artifact: Artifact, now: number) {
  const before = object.status?.artifact;
  if (before?.revision === artifact.revision) return before;
  const { name, namespace } = object.metadata;
  const id = artifact.digest.replace('sha256:', '').slice(0, 40);
  const path = `${object.kind.toLowerCase()}/${namespace}/${name}/${id}.tar.gz`;
  return {
    ...artifact,
    path,
    url: `http://source-controller.flux-system.svc.cluster.local./${path}`,
    lastUpdateTime: isoTime(now),
  };
}

/** The status of a source whose artifact is stored. @public */
export function storedStatus(
  object: StoredObject,
  stored: { artifact: Artifact; reason: string; message: string },
  now: number,
) {
  const { artifact, reason, message } = stored;
  const seen = { observedGeneration: object.metadata.generation };
  let conditions = withoutConditions(object.status?.conditions, NEGATIVE);
  for (const type of ['Ready', 'ArtifactInStorage']) {
    conditions = withCondition(
      conditions,
      { type, status: 'True', reason, message, ...seen },
      now,
    );
  }
  return {
    ...object.status,
    ...observed(object),
    artifact: artifactField(object, artifact, now),
    conditions,
  };
}

/** The status of a source that cannot be fetched; an artifact it has stays. @public */
export function fetchFailedStatus(
  object: StoredObject,
  failure: { reason: string; message: string },
  now: number,
) {
  const seen = { ...failure, observedGeneration: object.metadata.generation };
  const retry: Condition = {
    type: 'Reconciling',
    status: 'True',
    ...seen,
    reason: 'ProgressingWithRetry',
    message: 'building artifact: retrying after a failure',
  };
  let conditions = withCondition(object.status?.conditions, retry, now);
  conditions = withCondition(
    conditions,
    { type: 'FetchFailed', status: 'True', ...seen },
    now,
  );
  conditions = withCondition(
    conditions,
    { type: 'Ready', status: 'False', ...seen },
    now,
  );
  return { ...object.status, ...observed(object), conditions };
}
