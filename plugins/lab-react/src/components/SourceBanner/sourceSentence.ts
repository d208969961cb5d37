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
