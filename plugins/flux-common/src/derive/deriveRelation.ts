import type { FluxRelation } from '../contract/relation';
import { fluxKey, type FluxRef } from '../contract/row';
import {
  fieldsOf,
  isCurrent,
  textOf,
} from '@homestage/backstage-plugin-lab-common';
import { stateKey, type FluxModel } from '../judge/FluxModel';
import { shortFluxRevision } from '../revision/parseFluxRevision';
import { shorten } from './shorten';

const MAX_MESSAGE = 240;

/**
 * Another object as a page about this one shows it. One that the cluster does
 * not have, or that can not be read, is `Unknown` with the reason.
 *
 * @public
 */
export function deriveRelation(model: FluxModel, ref: FluxRef): FluxRelation {
  const judged = model.judged.get(fluxKey(ref));
  if (!judged) {
    return {
      ...pick(ref),
      isFound: false,
      status: 'Unknown',
      message: tellAbsence(model, ref),
    };
  }
  const { facts, status, message } = judged;
  const url = textOf(fieldsOf(facts.object.spec).url);
  return {
    ...pick(ref),
    isFound: true,
    status,
    ...(message && status !== 'Ready'
      ? { message: shorten(message, MAX_MESSAGE) }
      : {}),
    ...(facts.revision
      ? {
          revision: shortFluxRevision(facts.revision),
          fullRevision: facts.revision,
        }
      : {}),
    ...(url ? { url } : {}),
  };
}

function pick({ cluster, kind, namespace, name }: FluxRef): FluxRef {
  return { cluster, kind, namespace, name };
}

function tellAbsence(model: FluxModel, ref: FluxRef): string {
  const state = model.states.get(stateKey(ref));
  return state && isCurrent(state)
    ? `${ref.cluster} has no ${ref.kind} ${ref.namespace}/${ref.name}`
    : state?.message ?? `${ref.kind} is not read on ${ref.cluster}`;
}
