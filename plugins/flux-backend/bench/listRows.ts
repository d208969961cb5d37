import { performance } from 'perf_hooks';
import { fluxRowsQuerySchema } from '@homestage/backstage-plugin-flux-common';
import { FakeClusterStore } from '@homestage/backstage-plugin-lab-node/testUtils';
import { systemTimers } from '@homestage/backstage-plugin-lab-node';
import {
  appliedBy,
  gitRepository,
  helmRelease,
  kustomization,
} from '../src/__testUtils__/fluxObjects';
import { startFlux } from '../src/service/startFlux';

/** What one list of a lab of a given size costs in the backend. */
export interface ListFigures {
  readonly rows: number;
  readonly bytesPerRow: number;
  /** The first answer after a change: everything is judged again. */
  readonly changedP50Ms: number;
  readonly changedP95Ms: number;
  /** Any further answer: filtered and written out. */
  readonly sameP50Ms: number;
  readonly sameP95Ms: number;
}

/**
 * Measures the list of `count` Kustomizations and as many HelmReleases, without
 * HTTP. One object changes before every "changed" round.
 */
export function benchListRows(count: number, rounds = 50): ListFigures {
  const store = new FakeClusterStore('lab');
  const names = Array.from({ length: count }, (_, i) => `app-${i}`);
  const applied = names.map(name =>
    kustomization(name, [`media_${name}_helm.toolkit.fluxcd.io_HelmRelease`], {
      namespace: 'media',
      labels: appliedBy('flux-system', 'cluster-apps'),
    }),
  );
  store.put(
    'lab',
    gitRepository('home-ops'),
    kustomization('cluster-apps', []),
    ...applied,
    ...names.map(name =>
      helmRelease(name, [`media_${name}_apps_Deployment`], {
        namespace: 'media',
        labels: appliedBy('media', name),
      }),
    ),
  );
  const { service, stop } = startFlux({
    store,
    timers: systemTimers,
    onChange: () => {},
  });
  const query = fluxRowsQuerySchema.parse({});
  const list = () => JSON.stringify(service.rows(query).body());
  const text = list();
  const rows = service.rows(query).body().rows.length;
  const changed = times(rounds, round => {
    const name = names[round % count];
    store.put(
      'lab',
      kustomization('cluster-apps', []),
      ...applied.map(object =>
        object.metadata.name === name ? { ...object } : object,
      ),
    );
    return measure(list);
  });
  const same = times(rounds, () => measure(list));
  stop();
  return {
    rows,
    bytesPerRow: Math.round(text.length / rows),
    changedP50Ms: quantile(changed, 0.5),
    changedP95Ms: quantile(changed, 0.95),
    sameP50Ms: quantile(same, 0.5),
    sameP95Ms: quantile(same, 0.95),
  };
}

function times<T>(count: number, run: (round: number) => T): T[] {
  return Array.from({ length: count }, (_, round) => run(round));
}

function measure(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function quantile(values: readonly number[], ratio: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.floor(sorted.length * ratio));
  return Math.round(sorted[at] * 100) / 100;
}
