import {
  type Severity,
  type SourceState,
} from '@homestage/backstage-plugin-lab-common';

/** Statuses that need no word: live, still starting, or not installed at all. */
const QUIET: readonly SourceState['status'][] = ['live', 'syncing', 'absent'];

/**
 * How bad it is that a source is in this state. Kept facts are a warning; a
 * source that was never read is an error, because its part of the page is blank.
 *
 * @public
 */
export function sourceSeverity(state: SourceState): Severity {
  switch (state.status) {
    case 'live':
      return 'ok';
    case 'syncing':
    case 'absent':
      return 'info';
    case 'stale':
    case 'forbidden':
      return 'warning';
    case 'unauthenticated':
    case 'unreachable':
    case 'misconfigured':
      return 'error';
    default:
      return 'unknown';
  }
}

/** Troubled sources that are told in one line, the one to quote first. */
export interface SourceGroup {
  readonly sources: readonly [SourceState, ...SourceState[]];
  /** Set when several sources of one cluster are in the same state. */
  readonly cluster?: string;
}

/** One kind of objects of a cluster's API; a machine is a source of its own. */
const isKind = ({ cluster, source }: SourceState) =>
  cluster !== undefined && source.startsWith('kubernetes/');

/**
 * The troubled sources, the kinds of one cluster in one state together: when an API
 * server goes away, that is one trouble and not one for each kind.
 */
export function groupSources(sources: readonly SourceState[]): SourceGroup[] {
  const groups = new Map<string, [SourceState, ...SourceState[]]>();
  for (const source of troubledSources(sources)) {
    const key = isKind(source)
      ? `${source.status}/${source.cluster}`
      : `source/${source.source}`;
    const group = groups.get(key);
    if (group) {
      group.push(source);
    } else {
      groups.set(key, [source]);
    }
  }
  return [...groups.values()].map(group => ({
    sources: group,
    cluster: group.length > 1 ? group[0].cluster : undefined,
  }));
}

/** Ends with a full stop, as what follows is a sentence too. */
export function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Which trouble is told first: what is gone now before what was never allowed. */
const URGENCY: readonly SourceState['status'][] = [
  'unauthenticated',
  'unreachable',
  'misconfigured',
  'stale',
  'forbidden',
];

/**
 * The sources that a person should be told about, worst first; of equally bad
 * ones the longest gone first.
 *
 * @public
 */
export function troubledSources(
  sources: readonly SourceState[],
): SourceState[] {
  return sources
    .filter(source => !QUIET.includes(source.status))
    .sort(
      (a, b) =>
        URGENCY.indexOf(a.status) - URGENCY.indexOf(b.status) ||
        a.since.localeCompare(b.since) ||
        a.source.localeCompare(b.source),
    );
}
