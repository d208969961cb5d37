import {
  fieldsOf,
  listOf,
  numberOf,
  textOf,
  timestampOf,
  type Fields,
  type Severity,
} from '@homestage/backstage-plugin-lab-common';
import type { FluxHistoryEntry } from '../contract/detail';
import type { FluxFacts } from '../read/FluxFacts';
import { parseGoDuration } from '../read/parseGoDuration';
import { shortFluxRevision } from '../revision/parseFluxRevision';

/**
 * What the object itself remembers, newest first: at most five entries, as the
 * controllers keep them. Empty for kinds without a history.
 *
 * @public
 */
export function deriveHistory(facts: FluxFacts): FluxHistoryEntry[] {
  const history = listOf(fieldsOf(facts.object.status).history);
  return facts.kind.kind === 'HelmRelease'
    ? history.map((entry, index) => readRelease(entry, history[index + 1]))
    : history.map(readReconciliation);
}

/** Outcomes of kustomize-controller, which are reasons of Ready. */
function readReconciliation(entry: Fields): FluxHistoryEntry {
  const status = textOf(entry.lastReconciledStatus) ?? 'Unknown';
  const metadata = fieldsOf(entry.metadata);
  const revision = textOf(metadata.originRevision) ?? textOf(metadata.revision);
  return defined({
    at: timestampOf(entry.lastReconciled),
    firstAt: timestampOf(entry.firstReconciled),
    ...revisionFields(revision),
    status,
    severity: outcomeSeverity(status),
    durationMs: parseGoDuration(entry.lastReconciledDuration),
    times: numberOf(entry.totalReconciliations),
  });
}

function outcomeSeverity(status: string): Severity {
  if (status.endsWith('Succeeded')) {
    return 'ok';
  }
  return status.endsWith('Failed') ? 'error' : 'unknown';
}

const RELEASE_SEVERITIES: Readonly<Record<string, Severity>> = {
  deployed: 'ok',
  superseded: 'info',
  uninstalled: 'warning',
  failed: 'error',
};

function readRelease(
  entry: Fields,
  before: Fields | undefined,
): FluxHistoryEntry {
  const status = textOf(entry.status) ?? 'Unknown';
  return defined({
    at: timestampOf(entry.lastDeployed),
    firstAt: timestampOf(entry.firstDeployed),
    ...revisionFields(textOf(entry.chartVersion)),
    status,
    severity: releaseSeverity(status),
    action: textOf(entry.action),
    release: numberOf(entry.version),
    appVersion: textOf(entry.appVersion),
    change: before && tellChange(entry, before),
  });
}

function releaseSeverity(status: string): Severity {
  if (status.startsWith('pending')) {
    return 'info';
  }
  return Object.hasOwn(RELEASE_SEVERITIES, status)
    ? RELEASE_SEVERITIES[status]
    : 'unknown';
}

/** What differs from the release before. Only the names of what differs: values stay out. */
function tellChange(entry: Fields, before: Fields): string | undefined {
  const differs = (field: string) => entry[field] !== before[field];
  const changes = [
    differs('chartVersion') && `chart ${chartOf(before)} → ${chartOf(entry)}`,
    differs('configDigest') && 'values changed',
    !differs('chartVersion') &&
      differs('ociDigest') &&
      'same chart version, pushed again',
  ];
  return changes.filter(Boolean).join(', ') || undefined;
}

function chartOf(entry: Fields): string {
  return shortFluxRevision(textOf(entry.chartVersion) ?? '?');
}

function revisionFields(revision: string | undefined) {
  return revision
    ? { revision: shortFluxRevision(revision), fullRevision: revision }
    : {};
}

function defined<T extends object>(entry: T): T {
  return Object.fromEntries(
    Object.entries(entry).filter(([, value]) => value !== undefined),
  ) as T;
}
