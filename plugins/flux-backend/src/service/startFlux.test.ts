import { fluxRowsQuerySchema } from '@homestage/backstage-plugin-flux-common';
import {
  FakeClusterStore,
  ManualTimers,
} from '@homestage/backstage-plugin-lab-node/testUtils';
import {
  gitRepository,
  kustomization,
  REVISION,
} from '../__testUtils__/fluxObjects';
import { startFlux } from './startFlux';

const START_MS = Date.parse('2026-11-20T12:00:00Z');
const MINUTE_MS = 60_000;
const app = {
  cluster: 'lab',
  kind: 'Kustomization',
  namespace: 'flux-system',
  name: 'app',
};

function setUp() {
  const timers = new ManualTimers(START_MS);
  const store = new FakeClusterStore('lab');
  const revisions: string[] = [];
  store.put(
    'lab',
    gitRepository('home-ops'),
    kustomization('app', ['media_app_apps_Deployment'], {
      status: {
        history: [
          {
            lastReconciled: '2026-11-20T11:59:00Z',
            lastReconciledStatus: 'ReconciliationSucceeded',
            metadata: { revision: REVISION },
          },
        ],
      },
    }),
  );
  const { service, stop } = startFlux({
    store,
    timers,
    onChange: revision => revisions.push(revision),
  });
  const rows = () => service.rows(fluxRowsQuerySchema.parse({})).body().rows;
  return { timers, store, service, stop, revisions, rows };
}

describe('startFlux', () => {
  it('tells the pages when an object becomes late, though nothing happened', () => {
    const { timers, revisions, rows } = setUp();
    expect(rows()[0].status).toBe('Ready');
    timers.advance(179 * MINUTE_MS);
    expect(revisions).toEqual([]);
    timers.advance(2 * MINUTE_MS);
    expect(revisions).toHaveLength(1);
    expect(rows()[0].status).toBe('Late');
  });

  it('derives once per revision, whoever asks', () => {
    const { store, service } = setUp();
    const first = service.summary();
    expect(service.summary().body().summary).toBe(first.body().summary);
    store.put('lab', gitRepository('home-ops', { spec: { interval: '5m' } }));
    expect(service.summary().revision).not.toBe(first.revision);
  });

  it('never gives a revision twice, also not after a restart', () => {
    expect(setUp().service.revision()).not.toBe(setUp().service.revision());
  });

  it('listens to what is looked at, and lets it go ten minutes after the last look', async () => {
    const { timers, store, service } = setUp();
    const atRest = store.listenerCount;
    await service.tree(app);
    await service.tree(app);
    expect(store.listenerCount).toBe(atRest + 1);
    timers.advance(11 * MINUTE_MS);
    await service.detail(app);
    expect(store.listenerCount).toBe(atRest + 1);
    expect([...store.asked]).toContain('lab/Event');
  });

  it('stops listening and telling', () => {
    const { timers, store, stop, revisions } = setUp();
    stop();
    store.put('lab', gitRepository('home-ops', { spec: { interval: '5m' } }));
    timers.advance(24 * 60 * MINUTE_MS);
    expect(store.listenerCount).toBe(0);
    expect(revisions).toEqual([]);
  });
});
