import {
  fieldsOf,
  listOf,
  numberOf,
  textOf,
  timestampOf,
  type KubeObject,
} from '@homestage/backstage-plugin-lab-common';
import { fluxKey, type FluxRef } from '../contract/row';
import { parseInventoryId } from '../inventory/parseInventoryId';
import type { FluxKind } from '../kinds/fluxKinds';
import type { ConditionFacts, FluxFacts } from './FluxFacts';
import { parseGoDuration } from './parseGoDuration';
import {
  readDependsOn,
  readParent,
  readSource,
  readSuspended,
} from './readLinks';
import { readRevision } from './readRevision';

/**
 * Reads one object of a Flux kind. Whatever is missing or of another type than
 * its schema says is left unset; it never throws.
 *
 * @public
 */
export function readFluxFacts(
  object: KubeObject,
  options: { cluster: string; kind: FluxKind },
): FluxFacts {
  const { cluster, kind } = options;
  const metadata = fieldsOf(object.metadata);
  const spec = fieldsOf(object.spec);
  const status = fieldsOf(object.status);
  const ref: FluxRef = {
    cluster,
    kind: kind.kind,
    namespace: textOf(metadata.namespace) ?? '',
    name: textOf(metadata.name) ?? '(no name)',
  };
  const artifact = fieldsOf(status.artifact);
  const lastRun = listOf(status.history)[0];
  return {
    key: fluxKey(ref),
    ref,
    kind,
    object,
    conditions: readConditions(status.conditions),
    generation: numberOf(metadata.generation),
    observedGeneration: numberOf(status.observedGeneration),
    isDeleting: textOf(metadata.deletionTimestamp) !== undefined,
    isSuspended: readSuspended(object, kind),
    isRemote: spec.kubeConfig !== undefined && spec.kubeConfig !== null,
    source: readSource(object, ref),
    dependsOn: readDependsOn(object, ref),
    parent: readParent(object, ref),
    revision: readRevision(status, kind),
    attemptedRevision: textOf(status.lastAttemptedRevision),
    attemptedDigest: textOf(status.lastAttemptedRevisionDigest),
    artifactAt: timestampOf(artifact.lastUpdateTime),
    reconciledAt: timestampOf(lastRun?.lastReconciled),
    pendingRequestAt: readPendingRequest(object),
    intervalMs: parseGoDuration(spec.interval),
    timeoutMs: parseGoDuration(spec.timeout),
    inventory: kind.inventory && readInventory(status.inventory),
  };
}

function readConditions(conditions: unknown): readonly ConditionFacts[] {
  return listOf(conditions).flatMap(entry => {
    const type = textOf(entry.type);
    const status =
      entry.status === 'True' || entry.status === 'False'
        ? entry.status
        : 'Unknown';
    return type
      ? {
          type,
          status,
          reason: textOf(entry.reason),
          message: textOf(entry.message),
          observedGeneration: numberOf(entry.observedGeneration),
          since: timestampOf(entry.lastTransitionTime),
        }
      : [];
  });
}

/** A request is answered when the controller has repeated its value. */
function readPendingRequest(object: KubeObject): string | undefined {
  const annotations = fieldsOf(fieldsOf(object.metadata).annotations);
  const requestedAt = timestampOf(
    annotations['reconcile.fluxcd.io/requestedAt'],
  );
  const handledAt = fieldsOf(object.status).lastHandledReconcileAt;
  return requestedAt === handledAt ? undefined : requestedAt;
}

function readInventory(inventory: unknown): FluxFacts['inventory'] {
  const { entries } = fieldsOf(inventory);
  return Array.isArray(entries)
    ? listOf(entries).flatMap(
        entry => parseInventoryId(textOf(entry.id) ?? '') ?? [],
      )
    : undefined;
}
