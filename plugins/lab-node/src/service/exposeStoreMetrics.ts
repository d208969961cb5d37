import { metrics, type Attributes } from '@opentelemetry/api';
import { formatKindRef } from '@homestage/backstage-plugin-lab-common';
import type { ClusterStore, KindStats } from '../types/ClusterStore';

/** What is told of each kind, and how it is read from the store's figures. */
const GAUGES: ReadonlyArray<{
  name: string;
  description: string;
  unit?: string;
  valueOf: (stats: KindStats) => number | undefined;
}> = [
  {
    name: 'homestage.cluster_store.objects',
    description: 'Objects kept of a kind on a cluster',
    valueOf: stats => stats.objects,
  },
  {
    name: 'homestage.cluster_store.memory',
    description: 'Estimated memory of the objects kept',
    unit: 'By',
    valueOf: stats => stats.approximateBytes,
  },
  {
    name: 'homestage.cluster_store.lists',
    description: 'Lists asked of the API server since the start',
    valueOf: stats => stats.lists,
  },
  {
    name: 'homestage.cluster_store.watches',
    description: 'Watches opened since the start',
    valueOf: stats => stats.watches,
  },
  {
    name: 'homestage.cluster_store.live',
    description: '1 while the facts of a kind are current, else 0',
    valueOf: stats => (stats.status === 'live' ? 1 : 0),
  },
  {
    name: 'homestage.cluster_store.age',
    description: 'Time since the cluster was last heard about a kind',
    unit: 's',
    valueOf: stats =>
      stats.ageMs === undefined ? undefined : stats.ageMs / 1000,
  },
];

function attributesOf(stats: KindStats): Attributes {
  return { cluster: stats.cluster, kind: formatKindRef(stats.kind) };
}

/**
 * Tells OpenTelemetry the store's figures whenever they are collected, labelled
 * with cluster and kind. Without a metrics SDK in the process nothing is
 * collected and nothing is spent. Returns its undo.
 */
export function exposeStoreMetrics(
  store: Pick<ClusterStore, 'stats'>,
): () => void {
  const meter = metrics.getMeter('homestage');
  const undos = GAUGES.map(({ name, description, unit, valueOf }) => {
    const gauge = meter.createObservableGauge(name, { description, unit });
    const observe: Parameters<typeof gauge.addCallback>[0] = result => {
      for (const stats of store.stats()) {
        const value = valueOf(stats);
        if (value !== undefined) {
          result.observe(value, attributesOf(stats));
        }
      }
    };
    gauge.addCallback(observe);
    return () => gauge.removeCallback(observe);
  });
  return () => undos.forEach(undo => undo());
}
