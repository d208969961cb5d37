import {
  metrics,
  type Attributes,
  type MeterProvider,
  type ObservableCallback,
} from '@opentelemetry/api';
import type { KindStats } from '../types/ClusterStore';
import { exposeStoreMetrics } from './exposeStoreMetrics';

/** Keeps what a metrics SDK would: the gauges, to be collected by hand. */
class CollectingMeterProvider {
  readonly callbacks = new Map<string, Set<ObservableCallback>>();

  getMeter() {
    return {
      createObservableGauge: (name: string) => {
        const callbacks = new Set<ObservableCallback>();
        this.callbacks.set(name, callbacks);
        return {
          addCallback: (callback: ObservableCallback) =>
            callbacks.add(callback),
          removeCallback: (callback: ObservableCallback) =>
            callbacks.delete(callback),
        };
      },
    };
  }

  collect(name: string): Array<[number, Attributes | undefined]> {
    const observed: Array<[number, Attributes | undefined]> = [];
    for (const callback of this.callbacks.get(name) ?? []) {
      callback({
        observe: (value: number, attributes?: Attributes) =>
          observed.push([value, attributes]),
      });
    }
    return observed;
  }
}

const pods: KindStats = {
  cluster: 'lab',
  kind: { group: '', kind: 'Pod' },
  status: 'live',
  objects: 23,
  oddObjects: 0,
  oddEvents: 0,
  approximateBytes: 46_000,
  lists: 1,
  relists: 0,
  watches: 2,
  ageMs: 1_500,
};

describe('exposeStoreMetrics', () => {
  const provider = new CollectingMeterProvider();

  beforeAll(() => {
    metrics.setGlobalMeterProvider(provider as unknown as MeterProvider);
  });

  afterAll(() => metrics.disable());

  it.each([
    ['homestage.cluster_store.objects', 23],
    ['homestage.cluster_store.memory', 46_000],
    ['homestage.cluster_store.lists', 1],
    ['homestage.cluster_store.watches', 2],
    ['homestage.cluster_store.live', 1],
    ['homestage.cluster_store.age', 1.5],
  ])('tells %s by cluster and kind, until it is undone', (name, value) => {
    const undo = exposeStoreMetrics({ stats: () => [pods] });
    expect(provider.collect(name)).toEqual([
      [value, { cluster: 'lab', kind: 'Pod' }],
    ]);
    undo();
    expect(provider.collect(name)).toEqual([]);
  });

  it('tells no age of a cluster that was never heard', () => {
    const undo = exposeStoreMetrics({
      stats: () => [{ ...pods, status: 'unreachable', ageMs: undefined }],
    });
    expect(provider.collect('homestage.cluster_store.age')).toEqual([]);
    expect(provider.collect('homestage.cluster_store.live')[0][0]).toBe(0);
    undo();
  });
});
