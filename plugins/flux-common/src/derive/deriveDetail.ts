import {
  fieldsOf,
  textOf,
  timestampOf,
  type KubeObject,
} from '@homestage/backstage-plugin-lab-common';
import type { FluxDetail } from '../contract/detail';
import { fluxKey, type FluxRef } from '../contract/row';
import { explainStatus } from '../explain/explainStatus';
import { fluxCommands } from '../explain/fluxCommands';
import type { FluxModel, JudgedFlux } from '../judge/FluxModel';
import { conditionOf } from '../judge/judgeOwn';
import type { FluxFacts } from '../read/FluxFacts';
import { isSameFluxRevision } from '../revision/parseFluxRevision';
import { deriveBlock } from './deriveBlock';
import { deriveChain } from './deriveChain';
import { deriveConditions } from './deriveConditions';
import { deriveEvents } from './deriveEvents';
import { deriveHistory } from './deriveHistory';
import { deriveRelation } from './deriveRelation';
import { deriveRow } from './deriveRows';

/**
 * Everything about one object; undefined when the model has no such object.
 *
 * @param options - `events`: the events of its cluster
 * @public
 */
export function deriveDetail(
  model: FluxModel,
  ref: FluxRef,
  options: { events: readonly KubeObject[] },
): FluxDetail | undefined {
  const judged = model.judged.get(fluxKey(ref));
  if (!judged) {
    return undefined;
  }
  const { facts } = judged;
  const { source, dependsOn } = facts;
  return {
    row: deriveRow(judged),
    ...spell(judged),
    explanation: explainStatus(judged),
    conditions: deriveConditions(facts),
    isRemote: facts.isRemote,
    suspension: deriveSuspension(facts),
    source: source && deriveRelation(model, source),
    dependsOn: dependsOn.map(other => deriveRelation(model, other)),
    requiredBy: deriveRequiredBy(model, facts),
    ...deriveChain(model, facts),
    block: deriveBlock(model, judged),
    history: deriveHistory(facts),
    events: deriveEvents(options.events, source ? [ref, source] : [ref]),
    commands: fluxCommands(facts),
    object: { ...facts.object },
  };
}

/** The plain fields: as declared and as reported. */
function spell({ facts, message }: JudgedFlux) {
  const spec = fieldsOf(facts.object.spec);
  const { revision, attemptedRevision } = facts;
  const isSameAttempt =
    revision &&
    attemptedRevision &&
    isSameFluxRevision(revision, attemptedRevision);
  return {
    apiVersion: textOf(facts.object.apiVersion) ?? '',
    createdAt: timestampOf(facts.object.metadata?.creationTimestamp),
    message: conditionOf(facts, 'Ready')?.message ?? message,
    fullRevision: revision,
    attemptedRevision: isSameAttempt ? undefined : attemptedRevision,
    url: textOf(spec.url),
    path: textOf(spec.path),
    interval: textOf(spec.interval),
  };
}

function deriveRequiredBy(model: FluxModel, facts: FluxFacts) {
  return [...model.judged.values()]
    .filter(other =>
      other.facts.dependsOn.some(ref => fluxKey(ref) === facts.key),
    )
    .map(other => deriveRelation(model, other.facts.ref));
}

/** Who suspended it, from the annotations that the tools of the field write. */
function deriveSuspension(facts: FluxFacts): FluxDetail['suspension'] {
  if (!facts.isSuspended) {
    return undefined;
  }
  const annotations = fieldsOf(fieldsOf(facts.object.metadata).annotations);
  return {
    by:
      textOf(annotations['homestage.dev/suspended-by']) ??
      textOf(annotations['fluxcd.controlplane.io/suspendedBy']) ??
      textOf(annotations['weave.works/suspended-by']),
    since: timestampOf(annotations['homestage.dev/suspended-at']),
    reason:
      textOf(annotations['homestage.dev/suspended-reason']) ??
      textOf(annotations['weave.works/suspended-comment']),
  };
}
