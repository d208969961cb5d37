import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  SEED,
  startForgeFixture,
  type ForgeFixture,
} from '../__testUtils__/forgeFixture';
import { DefaultRepoStore } from './DefaultRepoStore';

const NAME = 'home-ops';

describe('DefaultRepoStore', () => {
  let fixture: ForgeFixture;
  let store: DefaultRepoStore;
  let now: number;
  /** Timers that would fire later; a test fires them. */
  let timers: { callback: () => void; delayMs: number }[];

  const create = (
    overrides: {
      branch?: string;
      token?: string;
      whenStarted?: (callback: () => void) => void;
    } = {},
  ) => {
    const { sandbox, url, host } = fixture;
    const config = new ConfigReader({
      homestage: {
        gitops: {
          repositories: [
            {
              name: NAME,
              url,
              cluster: 'lab',
              path: '/apps/',
              branch: overrides.branch,
            },
          ],
        },
      },
      integrations: {
        gitea: [
          {
            host,
            baseUrl: sandbox.url,
            username: 'homestage',
            password: overrides.token ?? sandbox.token,
          },
        ],
      },
    });
    return DefaultRepoStore.fromConfig(config, {
      logger: mockServices.logger.mock(),
      now: () => now,
      whenStarted: overrides.whenStarted,
      schedule(callback, delayMs) {
        const timer = { callback, delayMs };
        timers.push(timer);
        return () => {
          timers = timers.filter(each => each !== timer);
        };
      },
    });
  };

  beforeEach(async () => {
    fixture = await startForgeFixture();
    now = Date.parse('2026-11-21T10:00:00Z');
    timers = [];
    store = create();
  });

  afterEach(async () => {
    store.stop();
    await fixture.stop();
  });

  describe('while the backend starts', () => {
    let started: () => void;

    beforeEach(() => {
      store.stop();
      store = create({
        whenStarted: callback => {
          started = callback;
        },
      });
    });

    it('begins to read what is looked at when that is over', async () => {
      const asked = jest.spyOn(globalThis, 'fetch');
      const told = new Promise(resolve => {
        store.subscribe(resolve);
      });
      expect(store.snapshot(NAME).state.status).toBe('syncing');
      expect(asked).not.toHaveBeenCalled();
      started();
      await expect(told).resolves.toBe(NAME);
      expect(asked).toHaveBeenCalled();
      asked.mockRestore();
      expect(store.snapshot(NAME).state.status).toBe('live');
    });

    it('reads at once for who waits for it', async () => {
      const snapshot = await store.settled(NAME);
      expect(snapshot.state.status).toBe('live');
    });
  });

  it('reads the whole tree at one commit', async () => {
    expect(store.snapshot(NAME).state.status).toBe('syncing');
    const snapshot = await store.settled(NAME);
    const head = await fixture.forge().branch('main');
    expect(snapshot.state).toMatchObject({ status: 'live', cluster: 'lab' });
    expect(snapshot.commit).toBe(head?.commit);
    expect([...snapshot.files!]).toEqual([...SEED].sort());
    expect(snapshot.index?.root).toBe('apps');
  });

  it('keeps index and revision while nothing changes, and tells nobody', async () => {
    const first = await store.settled(NAME);
    const listener = jest.fn();
    store.subscribe(listener);
    now += 60_000;
    const second = await store.refresh(NAME);
    expect(second.index).toBe(first.index);
    expect(second.revision).toBe(first.revision);
    expect(second.state.asOf).toBe('2026-11-21T10:01:00.000Z');
    expect(listener).not.toHaveBeenCalled();
  });

  it('sees what was pushed before a refresh, and tells it once', async () => {
    const before = await store.settled(NAME);
    const listener = jest.fn();
    store.subscribe(listener);
    const commit = await fixture.commitAs('main', {
      'apps/new.yaml': 'a: 1\n',
    });
    const after = await store.refresh(NAME);
    expect(after.commit).toBe(commit);
    expect(after.files?.get('apps/new.yaml')).toBe('a: 1\n');
    expect(listener.mock.calls).toEqual([[NAME]]);
    expect(store.treeAt(NAME, before.commit!)?.index).toBe(before.index);
  });

  it('begins a new read for a refresh that comes while one is under way', async () => {
    await store.settled(NAME);
    const running = store.refresh(NAME);
    const commit = await fixture.commitAs('main', {
      'apps/new.yaml': 'a: 1\n',
    });
    await expect(store.refresh(NAME)).resolves.toMatchObject({ commit });
    await running;
  });

  it('leaves out the text of what is not text', async () => {
    await fixture.commitAs('main', {
      'logo.png': 'PNG\0\0',
      'empty/.gitkeep': '',
      'big.txt': 'x'.repeat(1024 * 1024 + 1),
    });
    const { files } = await store.refresh(NAME);
    expect(files?.get('logo.png')).toBe('');
    expect(files?.get('big.txt')).toBe('');
    expect(files?.get('empty/.gitkeep')).toBe('');
  });

  it('keeps the last tree while the forge is down, says so, and recovers', async () => {
    const good = await store.settled(NAME);
    const listener = jest.fn();
    store.subscribe(listener);
    const undo = fixture.sandbox.fault({ kind: 'down' });
    now += 60_000;
    const stale = await store.refresh(NAME);
    now += 60_000;
    await store.refresh(NAME);
    undo();
    expect(stale.index).toBe(good.index);
    expect(stale.state).toMatchObject({
      status: 'stale',
      since: '2026-11-21T10:01:00.000Z',
      asOf: '2026-11-21T10:00:00.000Z',
      nextStep: expect.stringContaining(fixture.host),
    });
    await expect(store.refresh(NAME)).resolves.toMatchObject({
      state: { status: 'live' },
    });
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it('waits longer after each failure, and a bound', async () => {
    await store.settled(NAME);
    const undo = fixture.sandbox.fault({ kind: 'down' });
    const delays: number[] = [];
    for (let failure = 0; failure < 3; failure++) {
      await store.refresh(NAME);
      delays.push(timers.at(-1)!.delayMs);
    }
    undo();
    expect(delays).toEqual([60_000, 60_000, 60_000]);
    expect(timers).toHaveLength(1);
  });

  it('reads again when its timer fires', async () => {
    await store.settled(NAME);
    const commit = await fixture.commitAs('main', {
      'apps/new.yaml': 'a: 1\n',
    });
    const told = new Promise(resolve => {
      store.subscribe(resolve);
    });
    timers[0].callback();
    await told;
    expect(store.snapshot(NAME).commit).toBe(commit);
  });

  it.each([
    ['refused', 401, 'unauthenticated', /integrations/],
    ['not allowed', 403, 'forbidden', /read access/],
    ['broken', 500, 'unreachable', /is up/],
  ])(
    'says that the token or the forge is %s (HTTP %i)',
    async (_, status, expected, nextStep) => {
      const undo = fixture.sandbox.fault({ kind: 'status', status });
      const { state, commit } = await store.settled(NAME);
      undo();
      expect(state).toMatchObject({
        status: expected,
        nextStep: expect.stringMatching(nextStep),
      });
      expect(commit).toBeUndefined();
      expect(JSON.stringify(state)).not.toContain(fixture.sandbox.token);
    },
  );

  it('says that the branch is not there', async () => {
    const other = create({ branch: 'trunk' });
    const { state } = await other.settled(NAME);
    other.stop();
    expect(state.status).toBe('misconfigured');
    expect(state.message).toContain("no branch 'trunk'");
  });

  it('refuses a name that is not configured, and says which are', async () => {
    expect(() => store.snapshot('other')).toThrow(/names home-ops/);
    await expect(store.settled('other')).rejects.toThrow(/names home-ops/);
  });

  it('stops without leaving a timer', async () => {
    await store.settled(NAME);
    store.stop();
    expect(timers).toEqual([]);
  });
});
