import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import {
  FLUX_KINDS,
  fluxKey,
  fluxKind,
  type FluxModel,
  type FluxRef,
} from '@homestage/backstage-plugin-flux-common';
import { isCurrent } from '@homestage/backstage-plugin-lab-common';
import type { ClusterInfo } from '@homestage/backstage-plugin-lab-node';

const MAX_NAMES = 10;

/** Rejects a cluster that is not configured, with the names of those that are. */
export function requireCluster(
  cluster: string,
  clusters: readonly ClusterInfo[],
): void {
  if (clusters.some(({ name }) => name === cluster)) {
    return;
  }
  const known = clusters.length
    ? `Known are: ${listNames(clusters.map(({ name }) => name))}`
    : 'None is configured; name one in kubernetes.clusterLocatorMethods';
  throw new NotFoundError(`There is no cluster '${cluster}'. ${known}.`);
}

/**
 * The reference of an object that the model has, with the kind in its own
 * spelling. Says what exists when there is none, and that it can not tell when
 * the cluster does not answer.
 */
export function requireResource(model: FluxModel, asked: FluxRef): FluxRef {
  const kind = fluxKind(asked.kind)?.kind;
  if (!kind) {
    throw new NotFoundError(
      `'${asked.kind}' is no kind of Flux. Known are: ${FLUX_KINDS.map(
        known => known.kind,
      ).join(', ')}.`,
    );
  }
  const ref = { ...asked, kind };
  if (model.judged.has(fluxKey(ref))) {
    return ref;
  }
  const { cluster, namespace, name } = ref;
  const missing = `${kind} ${namespace}/${name}`;
  const state = model.states.get(`${cluster}/${kind}`);
  if (state?.status === 'absent') {
    throw new NotFoundError(
      `There is no ${missing}: ${cluster} does not serve the kind.`,
    );
  }
  if (!state || !isCurrent(state)) {
    throw new ServiceUnavailableError(
      `Whether ${cluster} has ${missing} can not be told. ${
        state?.message ?? ''
      }`.trim(),
    );
  }
  throw new NotFoundError(
    `There is no ${missing} on ${cluster}. ${tellOthers(model, ref)}`,
  );
}

function tellOthers(model: FluxModel, asked: FluxRef): string {
  const others = [...model.judged.values()]
    .map(({ facts }) => facts.ref)
    .filter(
      ({ cluster, kind }) => cluster === asked.cluster && kind === asked.kind,
    );
  const near = others.filter(
    ({ namespace, name }) =>
      namespace === asked.namespace || name === asked.name,
  );
  const named = (near.length ? near : others).map(
    ({ namespace, name }) => `${namespace}/${name}`,
  );
  return named.length
    ? `There is: ${listNames(named)}.`
    : 'It has none of this kind.';
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).join(', ');
  const more = names.length - MAX_NAMES;
  return more > 0 ? `${shown} and ${more} more` : shown;
}
