import {
  compareSeverity,
  isCurrent,
  worstSeverity,
  type SourceState,
} from '@homestage/backstage-plugin-lab-common';
import type { TalosSummary } from '../contract/summary';
import type { JudgedCluster, TalosModel } from '../judge/TalosModel';
import { allRun } from './allRun';
import { machineSeverity, type MachineStatus } from '../status/machineStatus';

const MAX_CONDITIONS = 50;

/**
 * May the machines be trusted, and is etcd safe.
 *
 * @public
 */
export function deriveSummary(model: TalosModel): TalosSummary {
  const { clusters } = model;
  const machines = clusters.flatMap(cluster => cluster.machines);
  const conditions = clusters
    .flatMap(cluster => cluster.conditions)
    .filter(({ severity }) => severity !== 'ok')
    .sort((a, b) => compareSeverity(b.severity, a.severity));
  const counts: Partial<Record<MachineStatus, number>> = {};
  for (const { status } of machines) {
    counts[status] = (counts[status] ?? 0) + 1;
  }
  const etcd = clusters.flatMap(cluster => cluster.etcd ?? []);
  const comparable = clusters.filter(({ snapshot }) => snapshot.declared);
  const certificates = clusters
    .flatMap(cluster => cluster.certificates)
    // Machines renew these by themselves, every day.
    .filter(({ kind }) => kind !== 'serving')
    .sort((a, b) => Date.parse(a.notAfter) - Date.parse(b.notAfter));
  const working = machines.filter(
    ({ status }) => status === 'Running' || status === 'Degraded',
  ).length;
  const rows = comparable.flatMap(cluster => cluster.drift);
  const notCompared = rows.filter(
    ({ verdict, severity }) => verdict === 'notKnown' || severity === 'unknown',
  ).length;
  const drift = rows.length - notCompared;
  return {
    severity: worstSeverity([
      ...machines.map(({ status }) => machineSeverity(status)),
      ...etcd.map(({ severity }) => severity),
      ...conditions.map(({ severity }) => severity),
      ...talosSources(model).map(state =>
        isCurrent(state) ? 'ok' : 'unknown',
      ),
    ]),
    sentence: tell({
      clusters,
      total: machines.length,
      working,
      etcd: etcd.map(({ sentence }) => sentence),
    }),
    machines: { total: machines.length, running: working, counts },
    etcd: etcd.map(({ members: _, ...rest }) => rest),
    conditions: conditions.slice(0, MAX_CONDITIONS),
    ...(comparable.length ? { drift, notCompared } : {}),
    ...(certificates[0] ? { nextCertificate: certificates[0] } : {}),
    isConfigured: clusters.length > 0,
    oldestFactAt: machines
      .flatMap(({ facts }) => facts.state.asOf ?? [])
      .sort()[0],
  };
}

function tell(seen: {
  clusters: readonly JudgedCluster[];
  total: number;
  working: number;
  etcd: readonly string[];
}): string {
  const { clusters, total, working, etcd } = seen;
  if (clusters.length === 0) {
    return 'No Talos cluster is configured.';
  }
  if (total === 0) {
    return 'No machine was seen yet.';
  }
  const machines =
    working === total ? allRun(total) : `${working} of ${total} machines run`;
  return `${machines}. ${
    etcd.join(' ') || 'Whether etcd is safe is not known.'
  }`;
}

/**
 * The states people should know of: of each cluster, of each machine that is not
 * live, and of Git where something is compared with it.
 *
 * @public
 */
export function talosSources(model: TalosModel): SourceState[] {
  return model.clusters.flatMap(({ snapshot, machines }) => [
    snapshot.state,
    ...machines
      .map(({ facts }) => facts.state)
      .filter(state => !isCurrent(state)),
    ...(snapshot.declared ? [snapshot.declared.state] : []),
    ...(snapshot.configs ? [snapshot.configs.state] : []),
  ]);
}
