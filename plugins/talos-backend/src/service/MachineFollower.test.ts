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
  const follower = new MachineFollower({
    cluster: 'lab',
    node: '10.0.0.1',
    client,
    fanOut: call => call(),
    probes: call => call(),
    timers,
    onChange: ({ isLazy = false } = {}) => changes.push(isLazy),
  });
  follower.start();
  const healthOf = () =>
    follower.snapshot().parts.dnsUpstreams?.resources?.map(({ spec }) => spec);
  return { timers, seen, changes, follower, healthOf };
}

describe('a machine', () => {
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
