import {
  isCurrent,
  type SourceState,
} from '@homestage/backstage-plugin-lab-common';
import type { FluxSummary } from '../contract/summary';

interface Told {
  readonly total: number;
  readonly asGitSays: number;
  /** How many need somebody by themselves: what only waits is not among them. */
  readonly needy: number;
  readonly blockers: FluxSummary['blockers'];
  readonly sources: readonly SourceState[];
}

/** The summary in words: the share, what needs somebody, what is held up, what is not seen. */
export function tellSummary(told: Told): string {
  return [
    tellShare(told),
    tellNeedy(told.needy),
    tellBlockers(told.blockers),
    tellDoubt(told.sources),
  ]
    .filter(Boolean)
    .join(' ');
}

function tellShare({ total, asGitSays, sources }: Told): string {
  if (total === 0) {
    return 'No Kustomization or HelmRelease was seen.';
  }
  const known = sources.every(isCurrent) ? '' : 'known to be ';
  return asGitSays === total
    ? `All ${total} Kustomizations and HelmReleases are what Git says.`
    : `${asGitSays} of ${total} Kustomizations and HelmReleases are ${known}what Git says.`;
}

function tellNeedy(needy: number): string | undefined {
  if (needy === 0) {
    return undefined;
  }
  return needy === 1
    ? '1 object needs somebody.'
    : `${needy} objects need somebody.`;
}

function tellBlockers(blockers: Told['blockers']): string | undefined {
  const blocked = blockers.reduce((sum, { blocks }) => sum + blocks.length, 0);
  if (blockers.length === 0) {
    return undefined;
  }
  const held = blocked === 1 ? '1 is held up' : `${blocked} are held up`;
  return blockers.length === 1
    ? `${held}: ${blockers[0].sentence}.`
    : `${held} by ${blockers.length} causes.`;
}

function tellDoubt(sources: readonly SourceState[]): string | undefined {
  const silent = sources.filter(state => !isCurrent(state));
  const [first] = silent;
  if (silent.length > 1 && silent.some(({ status }) => status !== 'absent')) {
    return `Not all is seen: ${silent.length} of ${sources.length} sources are not live.`;
  }
  return first && `Not all is seen: ${first.message}`;
}
