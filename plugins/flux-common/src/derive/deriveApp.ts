import {
  compareSeverity,
  worstSeverity,
  type Severity,
} from '@homestage/backstage-plugin-lab-common';
import type { AppObject, FluxApp } from '../contract/app';
import type { FluxRelation } from '../contract/relation';
import { fluxKey, type FluxRef } from '../contract/row';
import type { FluxModel, JudgedFlux } from '../judge/FluxModel';
import { fluxSeverity } from '../status/fluxStatus';
import { countSeverities } from './countSeverities';
import { deriveAppObjects } from './deriveAppObjects';
import { deriveBlock } from './deriveBlock';
import { deriveChain, type FluxChain } from './deriveChain';
import { deriveRelation } from './deriveRelation';
import type { ObjectLookup } from './ObjectLookup';

/**
 * What an app is applied by.
 *
 * @public
 */
export interface AppAppliers {
  readonly cluster: string;
  readonly kustomizations: readonly FluxRef[];
  readonly helmReleases: readonly FluxRef[];
}

/**
 * What the card of an app says. An applier that the cluster does not have makes
 * the answer unknown, never good.
 *
 * @public
 */
export function deriveApp(
  model: FluxModel,
  appliers: AppAppliers,
  options: { lookup: ObjectLookup; now: number },
): FluxApp {
  const refs = [...appliers.kustomizations, ...appliers.helmReleases];
  const judged = refs.flatMap(ref => model.judged.get(fluxKey(ref)) ?? []);
  const objects = deriveAppObjects(
    model,
    judged.map(({ facts }) => facts),
    options,
  ).sort(byUrgency);
  const relations = (of: readonly FluxRef[]) =>
    of.map(ref => deriveRelation(model, ref));
  const kustomizations = relations(appliers.kustomizations);
  const helmReleases = relations(appliers.helmReleases);
  const worst = worstOf(judged);
  return {
    cluster: appliers.cluster,
    severity: worstSeverity([
      ...[...kustomizations, ...helmReleases].map(({ status }) =>
        fluxSeverity(status),
      ),
      ...objects.map(({ severity }) => severity).filter(isTelling),
    ]),
    sentence: tell({ kustomizations, helmReleases, objects }),
    ...revisionOf(kustomizations),
    since: worst?.since,
    kustomizations,
    helmReleases,
    ...chainOf(model, judged),
    block: judged
      .map(one => deriveBlock(model, one))
      .find(block => block !== undefined),
    objects,
    counts: countSeverities(objects.map(({ severity }) => severity)),
  };
}

/** `info` is what exists without saying how it is: it takes nothing away from an app that is fine. */
function isTelling(severity: Severity): boolean {
  return severity !== 'info';
}

function byUrgency(a: AppObject, b: AppObject): number {
  return (
    compareSeverity(b.severity, a.severity) ||
    a.kind.localeCompare(b.kind) ||
    a.id.localeCompare(b.id)
  );
}

/** The applier in the worst state; of equals the one that got there last. */
function worstOf(judged: readonly JudgedFlux[]): JudgedFlux | undefined {
  return [...judged].sort(
    (a, b) =>
      compareSeverity(fluxSeverity(b.status), fluxSeverity(a.status)) ||
      Date.parse(b.since ?? '') - Date.parse(a.since ?? '') ||
      0,
  )[0];
}

/** The revision of the tree: HelmReleases know chart versions only. */
function revisionOf(kustomizations: readonly FluxRelation[]) {
  const found = kustomizations.find(({ revision }) => revision);
  return found
    ? { revision: found.revision, fullRevision: found.fullRevision }
    : {};
}

function chainOf(model: FluxModel, judged: readonly JudgedFlux[]): FluxChain {
  const [first] = judged;
  return first ? deriveChain(model, first.facts) : { appliedBy: [] };
}

interface Told {
  readonly kustomizations: readonly FluxRelation[];
  readonly helmReleases: readonly FluxRelation[];
  readonly objects: readonly AppObject[];
}

/** The worst thing there is, else how it stands. */
function tell({ kustomizations, helmReleases, objects }: Told): string {
  const appliers = [...helmReleases, ...kustomizations];
  const worstApplier = [...appliers].sort((a, b) =>
    compareSeverity(fluxSeverity(b.status), fluxSeverity(a.status)),
  )[0];
  const applierSeverity = worstApplier
    ? fluxSeverity(worstApplier.status)
    : 'unknown';
  const [worst] = objects;
  if (
    worst &&
    compareSeverity(worst.severity, applierSeverity) > 0 &&
    isTelling(worst.severity)
  ) {
    return `${worst.kind} ${worst.name}: ${worst.message ?? worst.status}`;
  }
  if (worstApplier && applierSeverity !== 'ok') {
    const { kind, name, status, message } = worstApplier;
    return `${kind} ${name}: ${message ?? status}`;
  }
  const [root] = kustomizations.filter(({ revision }) => revision);
  const place = root?.revision ? ` at ${root.revision}` : '';
  return `Applied${place}; ${tellObjects(objects)}`;
}

function tellObjects(objects: readonly AppObject[]): string {
  const current = objects.filter(({ severity }) => severity === 'ok').length;
  const silent = objects.length - current;
  if (objects.length === 0) {
    return 'it lists no objects';
  }
  return silent > 0
    ? `${current} objects are as asked for, ${silent} do not say`
    : `all ${current} objects are as asked for`;
}
