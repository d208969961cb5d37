import { parseFluxRevision } from '@homestage/backstage-plugin-flux-common';
import type { ChangeStation } from '@homestage/backstage-plugin-gitops-common';
import {
  fieldsOf,
  listOf,
  objectStatus,
  textOf,
  type KubeObject,
  type ObjectStatusWord,
} from '@homestage/backstage-plugin-lab-common';

const HEALTH: Readonly<Record<ObjectStatusWord, ChangeStation['health']>> = {
  Current: 'ready',
  InProgress: 'working',
  Terminating: 'working',
  Failed: 'failed',
  NotFound: 'missing',
  Unknown: 'unknown',
};

/**
 * Reason of `Reconciling` while a controller tries again what has failed: that
 * is work, but for the change it is what it is stuck at.
 */
const RETRYING = 'ProgressingWithRetry';

/** Label of an OCI artifact that says which commit it was made from. */
const ORIGIN = 'org.opencontainers.image.revision';

/** What an object of Flux says of itself, without where its commit stands. */
export function toStation(
  subject: { kind: string; key: string; object: KubeObject | undefined },
  now: number,
): Omit<ChangeStation, 'holds'> {
  const { kind, key, object } = subject;
  const { status, severity, message } = objectStatus(object, { now });
  const failure = failureOf(object);
  // What nobody looks after is not known to be as it last was.
  const seen = severity === 'unknown' ? 'unknown' : HEALTH[status];
  return {
    name: `${kind} ${key}`,
    health: failure ? 'failed' : seen,
    isSuspended: isSuspended(object),
    message: failure ?? message,
    ...readySince(object),
  };
}

/** Since when it says that it is ready; nothing while it does not. */
function readySince(object: KubeObject | undefined): { readySince?: string } {
  const ready = listOf(fieldsOf(object?.status).conditions).find(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );
  const since = textOf(ready?.lastTransitionTime);
  return since ? { readySince: since } : {};
}

/** Why the last try failed, while it is tried again; undefined when that is not so. */
function failureOf(object: KubeObject | undefined): string | undefined {
  const conditions = listOf(fieldsOf(object?.status).conditions);
  const isRetrying = conditions.some(
    ({ type, reason }) => type === 'Reconciling' && reason === RETRYING,
  );
  const failed = conditions.find(
    ({ type, status }) => type === 'Ready' && status === 'False',
  );
  return isRetrying ? textOf(failed?.message) : undefined;
}

export function isSuspended(object: KubeObject | undefined): boolean {
  return fieldsOf(object?.spec).suspend === true;
}

/**
 * The revision that a Kustomization has applied, or that a source has fetched;
 * of an OCI artifact that of its origin. Undefined when there is none yet;
 * without a commit when it names none.
 */
export function revisionOf(
  object: KubeObject,
): { readonly commit?: string } | undefined {
  const status = fieldsOf(object.status);
  const artifact = fieldsOf(status.artifact);
  const text =
    textOf(status.lastAppliedOriginRevision) ??
    textOf(fieldsOf(artifact.metadata)[ORIGIN]) ??
    textOf(status.lastAppliedRevision) ??
    textOf(artifact.revision);
  if (text === undefined) {
    return undefined;
  }
  const { algorithm, hash } = parseFluxRevision(text);
  return algorithm === 'sha1' ? { commit: hash } : {};
}
