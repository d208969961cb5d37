import {
  compareSeverity,
  isCurrent,
  worstSeverity,
  type SourceState,
} from '@homestage/backstage-plugin-lab-common';
import { formatShortRef } from '../contract/row';
import type { FluxSummary } from '../contract/summary';
import type { FluxModel, JudgedFlux } from '../judge/FluxModel';
import {
  compareFluxStatus,
  fluxSeverity,
  FLUX_STATUS_WORDS,
} from '../status/fluxStatus';
import { countStatuses } from './countStatuses';
import { deriveBlockers } from './deriveBlockers';
import { deriveRelation } from './deriveRelation';
import { deriveRow } from './deriveRows';
import { tellSummary } from './tellSummary';
import { visibleSources } from './visibleSources';

const MAX_ATTENTION = 50;

/**
 * How much of the lab is what Git says, what needs somebody, and what blocks
 * what.
 *
 * @public
 */
export function deriveSummary(model: FluxModel): FluxSummary {
  const all = [...model.judged.values()];
  const appliers = all.filter(({ facts }) => facts.kind.role === 'applier');
  const asGitSays = appliers.filter(
    ({ status }) => FLUX_STATUS_WORDS[status].isAsGitSays,
  ).length;
  const attention = all.filter(needsSomebody).sort(byUrgency);
  const roots = appliers.filter(({ facts }) => isRoot(model, facts.parent));
  const sources = visibleSources(model);
  const blockers = deriveBlockers(model);
  return {
    appliers: {
      total: appliers.length,
      asGitSays,
      counts: countStatuses(appliers),
    },
    all: { total: all.length, counts: countStatuses(all) },
    severity: worstSeverity([
      ...all.map(({ status }) => fluxSeverity(status)),
      ...sources.map(severityOfSource),
    ]),
    sentence: tellSummary({
      total: appliers.length,
      asGitSays,
      needy: attention.length,
      blockers,
      sources,
    }),
    attention: attention.slice(0, MAX_ATTENTION).map(deriveRow),
    attentionTotal: attention.length,
    blockers,
    roots: roots.map(({ facts }) => deriveRelation(model, facts.ref)),
    rootSources: deriveRootSources(model, roots),
    oldestFactAt: oldestFact(sources),
  };
}

/**
 * What is held up needs its cause mended, nothing else: the blockers tell of it.
 * What was good when its source fell silent needs that source: the doubt tells
 * of it.
 */
function needsSomebody({ status, lastKnown }: JudgedFlux): boolean {
  return (
    status !== 'Blocked' &&
    !(status === 'Unknown' && lastKnown) &&
    compareSeverity(fluxSeverity(status), 'unknown') >= 0
  );
}

/** Worst first. */
function byUrgency(a: JudgedFlux, b: JudgedFlux): number {
  return (
    compareSeverity(fluxSeverity(b.status), fluxSeverity(a.status)) ||
    compareFluxStatus(a.status, b.status) ||
    a.facts.key.localeCompare(b.facts.key)
  );
}

/** A parent that is not in the cluster makes its child a root: nothing else would show it. */
function isRoot(
  model: FluxModel,
  parent: JudgedFlux['facts']['parent'],
): boolean {
  return !parent || !deriveRelation(model, parent).isFound;
}

function deriveRootSources(model: FluxModel, roots: readonly JudgedFlux[]) {
  const refs = roots
    .filter(({ facts }) => facts.ref.kind === 'Kustomization')
    .flatMap(({ facts }) => facts.source ?? []);
  const unique = new Map(
    refs.map(ref => [`${ref.cluster}/${formatShortRef(ref)}`, ref]),
  );
  return [...unique.values()].map(ref => deriveRelation(model, ref));
}

function severityOfSource(state: SourceState) {
  return isCurrent(state) ? 'ok' : 'unknown';
}

function oldestFact(sources: readonly SourceState[]): string | undefined {
  return sources
    .flatMap(({ asOf }) => asOf ?? [])
    .sort((a, b) => Date.parse(a) - Date.parse(b))[0];
}
