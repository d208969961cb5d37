import {
  isCurrent,
  worstSeverity,
} from '@homestage/backstage-plugin-lab-common';
import type { FluxCluster } from '../contract/clusters';
import { FLUX_KINDS, type FluxKind } from '../kinds/fluxKinds';
import { stateKey, type FluxModel } from '../judge/FluxModel';
import { fluxSeverity } from '../status/fluxStatus';
import { countStatuses } from './countStatuses';

/**
 * Every cluster with what Flux does on it.
 *
 * @public
 */
export function deriveClusters(
  model: FluxModel,
  clusters: ReadonlyArray<{ name: string; title?: string }>,
): FluxCluster[] {
  return clusters.map(({ name, title }) => {
    const judged = [...model.judged.values()].filter(
      ({ facts }) => facts.ref.cluster === name,
    );
    const kinds = FLUX_KINDS.flatMap(({ kind, group }) => {
      const state = model.states.get(stateKey({ cluster: name, kind }));
      return state ? { kind, group, state } : [];
    });
    const silent = kinds.some(
      ({ state }) => state.status !== 'absent' && !isCurrent(state),
    );
    return {
      name,
      ...(title ? { title } : {}),
      hasFlux: hasFlux(model, name),
      severity: worstSeverity([
        ...judged.map(({ status }) => fluxSeverity(status)),
        ...(silent ? (['unknown'] as const) : []),
      ]),
      total: judged.length,
      counts: countStatuses(judged),
      kinds,
    };
  });
}

/** Undefined while no answer of the cluster allows to tell. */
function hasFlux(model: FluxModel, cluster: string): boolean | undefined {
  const states = FLUX_KINDS.filter(isCoreKind).flatMap(
    ({ kind }) => model.states.get(stateKey({ cluster, kind })) ?? [],
  );
  if (states.some(isCurrent)) {
    return true;
  }
  return states.length > 0 && states.every(({ status }) => status === 'absent')
    ? false
    : undefined;
}

function isCoreKind({ isCore }: FluxKind): boolean {
  return isCore === true;
}
