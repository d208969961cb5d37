import { waitFor } from '@homestage/sandbox/testUtils';
import type { ClusterStore } from '../types/ClusterStore';
import type { FakeKubeApi } from './FakeKubeApi';
import { WIDGET } from './storeFixture';

/** The names of the widgets that a store shows. */
export const names = (store: ClusterStore, cluster = 'lab') =>
  store.snapshot(cluster, WIDGET).items.map(item => item.metadata.name);

/** How well a store knows the widgets of a cluster. */
export const status = (store: ClusterStore, cluster = 'lab') =>
  store.snapshot(cluster, WIDGET).state.status;

const versions = (objects: readonly { metadata: Record<string, unknown> }[]) =>
  objects.map(({ metadata }) => [metadata.name, metadata.resourceVersion]);

/** The law of the store: in the end it shows what a fresh list would. */
export const expectFresh = (store: ClusterStore, api: FakeKubeApi) =>
  waitFor(() => {
    const { items, state } = store.snapshot('lab', WIDGET);
    expect(state.status).toBe('live');
    expect(versions(items)).toEqual(versions(api.fresh('widgets')));
  });
