import type { Timers } from '@homestage/backstage-plugin-lab-node';
import { ManualTimers } from '@homestage/backstage-plugin-lab-node/testUtils';
import {
  TALOS_PARTS,
  type TalosResource,
} from '@homestage/backstage-plugin-talos-common';
import { waitFor } from '@homestage/sandbox/testUtils';
import { MachineFollower } from './MachineFollower';
import type { TalosReader } from './TalosReader';

const MINUTE_MS = 60_000;

const DNS_UPSTREAMS = 'DNSUpstreams.net.talos.dev';

const upstream = (healthy: string): TalosResource => ({
  namespace: 'network',
  type: DNS_UPSTREAMS,
  id: '#000 1.1.1.1',
  version: '1',
  phase: 'running',
  spec: { addr: '1.1.1.1:53', healthy },
});

/** A machine that says nothing but its version. */
const SILENT: TalosReader = {
  call: async () => ({ messages: [{ version: { tag: 'v1.14.0' } }] }),
  list: async () => [],
  watch: async (_node, _kind, { signal }) => {
    await new Promise(resolve =>
      signal.addEventListener('abort', resolve, { once: true }),
    );
  },
  close() {},
};

function followerOf(
  client: TalosReader,
  options: { timers?: Timers; onChange?: (isLazy: boolean) => void } = {},
) {
  return new MachineFollower({
    cluster: 'lab',
    node: '10.0.0.1',
    client,
    fanOut: call => call(),
    probes: call => call(),
    timers: options.timers ?? new ManualTimers(),
    onChange: ({ isLazy = false } = {}) => options.onChange?.(isLazy),
  });
}

/** A machine that answers, and whose name server may be silent. */
function setUp() {
  const timers = new ManualTimers();
  const seen = { isHealthy: true, lists: 0, watched: [] as string[] };
  const changes: boolean[] = [];
  const client: TalosReader = {
    ...SILENT,
    list: async (_node, { type }) => {
      if (type !== DNS_UPSTREAMS) {
        return [];
      }
      seen.lists += 1;
      return [upstream(String(seen.isHealthy))];
    },
    watch: async (node, kind, options) => {
      seen.watched.push(kind.type);
      await SILENT.watch(node, kind, options);
    },
  };
  const follower = followerOf(client, {
    timers,
    onChange: isLazy => changes.push(isLazy),
  });
  follower.start();
  const healthOf = () =>
    follower.snapshot().parts.dnsUpstreams?.resources?.map(({ spec }) => spec);
  return { timers, seen, changes, follower, healthOf };
}

const kernelModule = (id: string, spec: object): TalosResource => ({
  namespace: 'runtime',
  type: 'X',
  id,
  version: '7',
  phase: 'running',
  spec: { size: 4096, referenceCount: 1, address: '0x0', ...spec },
});

/** The modules of a machine, by the types that its version has. */
async function modulesOf(byType: Record<string, TalosResource[]>) {
  const follower = followerOf({
    ...SILENT,
    list: async (_node, { type }) => {
      if (!byType[type]) {
        throw Object.assign(new Error('refused'), {
          code: 7,
          details: `resource type "${type}" is not supported`,
        });
      }
      return byType[type];
    },
  });
  follower.start();
  const part = await waitFor(() => follower.snapshot().parts.modules, {
    until: seen => seen !== undefined,
  });
  follower.stop();
  return part;
}

describe('a machine', () => {
  it.each([
    [
      'KernelModuleStatuses.runtime.talos.dev',
      [
        kernelModule('nvme', { type: 'dynamic', state: 'live' }),
        kernelModule('ext4', { type: 'built-in', state: 'built-in' }),
        kernelModule('zfs', { type: 'dynamic', state: 'loading' }),
      ],
    ],
    [
      'LoadedKernelModules.runtime.talos.dev',
      [
        kernelModule('nvme', { state: 'Live' }),
        kernelModule('zfs', { state: 'Loading' }),
      ],
    ],
  ])('has its kernel modules from %s, by name and state', async (type, all) => {
    const part = await modulesOf({ [type]: all });
    expect(part?.status).toBe('live');
    expect(part?.resources?.map(({ id, spec }) => [id, spec])).toEqual([
      ['nvme', { state: 'live' }],
      ['zfs', { state: 'loading' }],
    ]);
  });

  it('has no kernel modules where its version tells none', async () => {
    expect(await modulesOf({})).toMatchObject({ status: 'absent' });
  });

  it('is remembered to have started anew', async () => {
    const timers = new ManualTimers(Date.parse('2026-11-01T12:00:00Z'));
    const boot = (bootID: string): TalosResource => ({
      ...kernelModule('boot-id', {}),
      spec: { bootID },
    });
    let id = 'a';
    let restart = () => {};
    const follower = followerOf(
      {
        ...SILENT,
        list: async (_node, { type }) =>
          type.startsWith('BootIDs') ? [boot(id)] : [],
        watch: async (node, kind, options) => {
          if (kind.type.startsWith('MachineStatuses')) {
            restart = () =>
              options.onChange({ kind: 'bootstrapped', resources: [] });
          }
          await SILENT.watch(node, kind, options);
        },
      },
      { timers },
    );
    follower.start();
    const seenBoots = () => follower.snapshot().boots;
    await waitFor(seenBoots, { until: boots => boots !== undefined });
    timers.advance(1_000);
    id = 'b';
    restart();
    const boots = await waitFor(seenBoots, {
      until: seen => seen?.seenAt.length === 1,
    });
    follower.stop();
    expect(boots).toEqual({
      since: '2026-11-01T12:00:00.000Z',
      seenAt: ['2026-11-01T12:00:01.000Z'],
    });
  });

  it('is watched once for each part that Talos tells changes of', async () => {
    const { seen, follower } = setUp();
    const watches = TALOS_PARTS.filter(({ source }) => source.by === 'watch');
    await waitFor(() => seen.watched.length, {
      until: count => count === watches.length,
    });
    follower.stop();
    expect(new Set(seen.watched).size).toBe(watches.length);
  });

  it('is asked again for what Talos tells no change of', async () => {
    const { timers, seen, changes, follower, healthOf } = setUp();
    await waitFor(healthOf, { until: specs => specs !== undefined });
    expect(healthOf()).toEqual([{ addr: '1.1.1.1:53', healthy: 'true' }]);
    const firstAt = follower.snapshot().parts.dnsUpstreams?.asOf;
    seen.isHealthy = false;
    const before = changes.length;
    timers.advance(MINUTE_MS);
    await waitFor(healthOf, {
      until: specs =>
        JSON.stringify(specs) === '[{"addr":"1.1.1.1:53","healthy":"false"}]',
    });
    follower.stop();
    expect(follower.snapshot().parts.dnsUpstreams?.asOf).not.toBe(firstAt);
    expect(changes.slice(before)).toContain(false);
    expect(seen.lists).toBe(2);
  });
});
