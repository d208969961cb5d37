import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { createClusterStore } from '../service/createClusterStore';
import type { StoppableClusterStore } from '../service/createClusterStore';
import type { ClusterStoreTimings } from '../service/timings';
import type { FakeObject } from './FakeKubeApi';

/** As in production in everything but length, so that a test of a fault takes moments. */
export const FAST: Partial<ClusterStoreTimings> = {
  requestTimeoutMs: 10_000,
  silenceTimeoutMs: 60_000,
  pageSize: 3,
  firstBackoffMs: 5,
  maxBackoffMs: 40,
  relistJitterMs: 5,
  forbiddenRetryMs: 20,
  pollIntervalMs: 20,
  watchRetryMs: 60_000,
  absentIntervalMs: 30,
  definitionDelaysMs: [5, 30],
};

/** Configuration that names clusters by a locator of type config. */
export function clustersConfig(
  ...clusters: Array<{ name: string; url: string } & JsonObject>
): JsonObject {
  return {
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: clusters.map(cluster => ({
            authProvider: 'serviceAccount',
            serviceAccountToken: 'first',
            ...cluster,
          })),
        },
      ],
    },
  };
}

const stores: StoppableClusterStore[] = [];

/** A store over one cluster named lab, stopped after the test. */
export function labStore(
  url: string,
  timings: Partial<ClusterStoreTimings> = {},
): StoppableClusterStore {
  return storeOf(clustersConfig({ name: 'lab', url }), timings);
}

/** A store over any configuration, stopped after the test. */
export function storeOf(
  data: JsonObject,
  timings: Partial<ClusterStoreTimings> = {},
): StoppableClusterStore {
  const store = createClusterStore({
    config: mockServices.rootConfig({ data }),
    logger: mockServices.logger.mock({
      child: () => mockServices.logger.mock(),
    }),
    timings: { ...FAST, ...timings },
  });
  stores.push(store);
  return store;
}

/** Ends the stores of a test. */
export function stopStores(): void {
  for (const store of stores.splice(0)) {
    store.stop();
  }
}

/** Widgets are what the tests of the protocol read. */
export const WIDGET = { group: 'example.org', kind: 'Widget' };

export const WIDGETS = {
  group: 'example.org',
  version: 'v1',
  kind: 'Widget',
  plural: 'widgets',
};

export const DEFINITIONS = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  namespaced: false,
};

/** A widget with what a real object carries along. */
export function widget(
  name: string,
  fields: Record<string, unknown> = {},
): FakeObject {
  return {
    apiVersion: 'example.org/v1',
    kind: 'Widget',
    metadata: {
      name,
      namespace: 'default',
      managedFields: [{ manager: 'kubectl' }],
      annotations: {
        'kubectl.kubernetes.io/last-applied-configuration': '{}',
        kept: 'yes',
      },
    },
    spec: {},
    ...fields,
  };
}
