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

const upstream = (healthy: string): TalosResource => ({
  namespace: 'network',
  type: 'DNSUpstreams.net.talos.dev',
  id: '#000 1.1.1.1',
  version: '1',
  phase: 'running',
  spec: { addr: '1.1.1.1:53', healthy },
});

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
    call: async () => ({ messages: [{ version: { tag: 'v1.13.9' } }] }),
    list: async () => {
      seen.lists += 1;
      return [upstream(String(seen.isHealthy))];
    },
    watch: async (_node, { type }, { signal }) => {
      seen.watched.push(type);
      await new Promise(resolve =>
        signal.addEventListener('abort', resolve, { once: true }),
      );
    },
    close() {},
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
    call: async () => ({ messages: [{ version: { tag: 'v1.13.9' } }] }),
    list: async () => [],
    watch: async (_node, { type }, { signal, onChange }) => {
      const resources = byType[type];
      if (!resources) {
        throw Object.assign(new Error('refused'), {
          code: 7,
          details: `resource type "${type}" is not supported`,
        });
      }
      onChange({ kind: 'bootstrapped', resources });
      onChange({
        kind: 'put',
        resource: kernelModule('zfs', { state: 'loading' }),
      });
      onChange({
        kind: 'put',
        resource: kernelModule('xfs', { type: 'built-in' }),
      });
      await new Promise(resolve =>
        signal.addEventListener('abort', resolve, { once: true }),
      );
    },
    close() {},
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
        kernelModule('xfs', { type: 'dynamic', state: 'live' }),
      ],
    ],
    [
      'LoadedKernelModules.runtime.talos.dev',
      [
        kernelModule('nvme', { state: 'Live' }),
        kernelModule('xfs', { state: 'Live' }),
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
    const follower = followerOf(
      {
        call: async () => ({ messages: [{ version: { tag: 'v1.14.0' } }] }),
        list: async () => [],
        watch: async (_node, { type }, { signal, onChange }) => {
          if (type.startsWith('BootIDs')) {
            onChange({ kind: 'bootstrapped', resources: [boot('a')] });
            timers.advance(1_000);
            onChange({ kind: 'put', resource: boot('b') });
          }
          await new Promise(resolve =>
            signal.addEventListener('abort', resolve, { once: true }),
          );
        },
        close() {},
      },
      { timers },
    );
    follower.start();
    const boots = await waitFor(() => follower.snapshot().boots, {
      until: seen => seen !== undefined,
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
