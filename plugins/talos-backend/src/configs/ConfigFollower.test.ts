import { mockServices } from '@backstage/backend-test-utils';
import type { TalosResource } from '@homestage/backstage-plugin-talos-common';
import {
  TalosconfigError,
  type Talosconfig,
} from '@homestage/backstage-plugin-talos-node';
import { waitFor } from '@homestage/sandbox/testUtils';
import { ConfigFollower, CONFIG_PERIOD_MS } from './ConfigFollower';

const CONFIG = `version: v1alpha1
machine:
  token: swordfish
  sysctls: { a: "1" }
---
apiVersion: v1alpha1
kind: LinkConfig
name: net0
mtu: 9000
`;

const config = (id: string, spec: unknown): TalosResource => ({
  namespace: 'config',
  type: 'MachineConfigs.config.talos.dev',
  id,
  version: '1',
  phase: 'running',
  spec,
});

const talosconfig = (...roles: string[]) =>
  ({
    roles,
    certificates: [
      {
        kind: 'client',
        name: 'lab',
        notBefore: '2026-01-01T00:00:00Z',
        notAfter: '2027-01-01T00:00:00Z',
        seenAt: '2026-11-01T00:00:00Z',
      },
    ],
  } as unknown as Talosconfig);

/** Timers that go on when they are told. */
function manualTimers() {
  const due: Array<{ atMs: number; call: () => void }> = [];
  let nowMs = Date.parse('2026-11-01T12:00:00Z');
  return {
    now: () => nowMs,
    after(delayMs: number, call: () => void) {
      const entry = { atMs: nowMs + delayMs, call };
      due.push(entry);
      return () => {
        due.splice(due.indexOf(entry) >>> 0, 1);
      };
    },
    advance(ms: number) {
      nowMs += ms;
      for (const entry of due.filter(({ atMs }) => atMs <= nowMs)) {
        due.splice(due.indexOf(entry), 1);
        entry.call();
      }
    },
  };
}

function setUp(answers: Record<string, TalosResource[] | Error>) {
  const timers = manualTimers();
  const asked: string[] = [];
  let nodes = Object.keys(answers);
  let changes = 0;
  const follower = new ConfigFollower({
    cluster: 'lab',
    connect: () => ({
      async list(node) {
        asked.push(node);
        const answer = answers[node];
        if (answer instanceof Error) {
          throw answer;
        }
        return answer;
      },
      close() {},
    }),
    nodes: () => nodes,
    timers,
    logger: mockServices.logger.mock(),
    onChange: () => {
      changes += 1;
    },
  });
  const machine = (node: string) => follower.snapshot().machines.get(node);
  const settled = (count: number) =>
    waitFor(async () => asked.length, { until: length => length >= count });
  return {
    follower,
    timers,
    asked,
    machine,
    settled,
    changes: () => changes,
    setNodes: (...names: string[]) => {
      nodes = names;
    },
  };
}

const refused = (code: number) =>
  Object.assign(new Error('refused'), { code, details: 'refused' });

describe('ConfigFollower', () => {
  it('keeps the documents of a config, and none of its secrets', async () => {
    const { follower, machine } = setUp({
      a: [config('v1alpha1', CONFIG), config('persistent', CONFIG)],
    });
    follower.use(talosconfig('os:admin'));
    const read = await waitFor(async () => machine('a'), {
      until: found => found?.status === 'live',
    });
    expect(read).toMatchObject({
      isStaged: false,
      documents: [
        { kind: 'v1alpha1', value: { machine: { token: '(hidden)' } } },
        { kind: 'LinkConfig', name: 'net0', value: { mtu: 9000 } },
      ],
    });
    expect(JSON.stringify(read)).not.toContain('swordfish');
    expect(follower.snapshot().state.status).toBe('live');
    expect(follower.certificates).toMatchObject([
      { name: 'lab (administrator)' },
    ]);
    follower.stop();
  });

  it('knows a config that waits for a reboot', async () => {
    const { follower, machine } = setUp({
      a: [config('v1alpha1', CONFIG), config('persistent', 'machine: {}')],
    });
    follower.use(talosconfig('os:admin'));
    const read = await waitFor(async () => machine('a'), {
      until: found => found?.status === 'live',
    });
    expect(read?.isStaged).toBe(true);
    follower.stop();
  });

  it('asks again after half a minute, and tells only what changed', async () => {
    const answers = { a: [config('v1alpha1', CONFIG)] };
    const { follower, timers, settled, changes, machine } = setUp(answers);
    follower.use(talosconfig('os:admin'));
    await waitFor(async () => machine('a'), { until: Boolean });
    const before = changes();
    timers.advance(CONFIG_PERIOD_MS);
    await settled(2);
    expect(changes()).toBe(before);
    answers.a = [config('v1alpha1', 'machine: {}')];
    await waitFor(async () => timers.advance(CONFIG_PERIOD_MS), {
      until: () => changes() > before,
    });
    follower.stop();
  });

  it('does not ask machines that do not answer, and calls what they had stale', async () => {
    const { follower, timers, asked, machine, setNodes } = setUp({
      a: [config('v1alpha1', CONFIG)],
    });
    follower.use(talosconfig('os:admin'));
    await waitFor(async () => machine('a'), { until: Boolean });
    setNodes();
    await waitFor(async () => timers.advance(CONFIG_PERIOD_MS), {
      until: () => machine('a')?.status === 'stale',
    });
    expect(asked).toEqual(['a']);
    expect(machine('a')?.documents).toHaveLength(2);
    follower.stop();
  });

  it('keeps one that is refused from nobody else', async () => {
    const { follower, machine } = setUp({
      a: refused(7),
      b: [config('v1alpha1', CONFIG)],
    });
    follower.use(talosconfig('os:admin'));
    await waitFor(async () => machine('b'), { until: Boolean });
    expect(machine('a')).toMatchObject({ status: 'forbidden' });
    follower.stop();
  });

  it.each([
    [talosconfig('os:reader'), /only os:admin may read machine configs/],
    [
      new TalosconfigError('empty', {
        message: 'The talosconfig is empty.',
        nextStep: 'Fill it.',
      }),
      /is empty/,
    ],
  ])(
    'says what is wrong with the credential, and asks nobody',
    (state, why) => {
      const { follower, asked } = setUp({ a: [] });
      follower.use(state);
      expect(follower.snapshot().state).toMatchObject({
        status: 'misconfigured',
        message: expect.stringMatching(why),
        nextStep: expect.any(String),
      });
      expect(asked).toEqual([]);
      follower.stop();
    },
  );
});
