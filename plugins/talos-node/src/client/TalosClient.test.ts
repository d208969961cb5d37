import { getEventListeners } from 'node:events';
import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CertificateFacts } from '@homestage/backstage-plugin-talos-common';
import {
  startTestTalos,
  waitFor,
  type TestTalos,
} from '@homestage/sandbox/testUtils';
import { readTalosconfig } from '../talosconfig/readTalosconfig';
import type { Talosconfig } from '../talosconfig/Talosconfig';
import { TalosconfigFile } from '../talosconfig/TalosconfigFile';
import { createFanOut } from './createFanOut';
import { describeTalosFailure } from './describeTalosFailure';
import { TalosClient, type ResourceChange } from './TalosClient';

const now = () => new Date().getTime();
const MACHINE_STATUS = {
  namespace: 'runtime',
  type: 'MachineStatuses.runtime.talos.dev',
};

describe('TalosClient', () => {
  let talos: TestTalos;
  let config: Talosconfig;
  const clients: TalosClient[] = [];

  beforeAll(async () => {
    talos = await startTestTalos(['cp-01', 'cp-02', 'worker-01']);
    config = readTalosconfig(talos.talosconfig, { now: now() });
  });
  afterAll(async () => {
    for (const client of clients) {
      client.close();
    }
    await talos?.stop();
  });
  afterEach(() => {
    for (const name of talos.endpoints.keys()) {
      talos.setPower(name, true);
    }
  });

  const open = (
    overrides: Partial<Talosconfig> = {},
    onServing?: (certificate: CertificateFacts) => void,
  ) => {
    const client = new TalosClient(
      { ...config, ...overrides },
      { now, onServing },
    );
    clients.push(client);
    return client;
  };
  const failureOf = (call: Promise<unknown>, node = '10.0.0.1') =>
    call.then(
      () => undefined,
      error => describeTalosFailure(error, { node }),
    );

  it('asks one machine through the control plane, and keeps ids whole', async () => {
    const client = open();
    const answer: any = await client.call('etcdStatus', '10.0.0.2');
    const { memberId } = answer.messages[0].memberStatus;
    expect(BigInt(memberId) > BigInt(Number.MAX_SAFE_INTEGER)).toBe(true);
    await expect(
      client.get('10.0.0.3', {
        namespace: 'network',
        type: 'HostnameStatuses.net.talos.dev',
        id: 'hostname',
      }),
    ).resolves.toMatchObject({ spec: { hostname: 'worker-01' } });
  });

  it('lists resources', async () => {
    const disks = await open().list('10.0.0.3', {
      namespace: 'runtime',
      type: 'Disks.block.talos.dev',
    });
    expect(disks.map(({ id }) => id)).toEqual(['sda', 'sdb']);
  });

  it('leaves nothing of what has ended with the signal that would have ended it', async () => {
    const client = open();
    const { signal } = new AbortController();
    await client.call('version', '10.0.0.3', { signal });
    await client.list('10.0.0.3', MACHINE_STATUS, { signal });
    const odd = { namespace: 'network', type: 'BGPPeerStatuses.net.talos.dev' };
    await expect(
      client.watch('10.0.0.3', odd, { signal, onChange: () => {} }),
    ).rejects.toThrow('is not supported');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('watches from what is there on', async () => {
    const changes: ResourceChange[] = [];
    const stop = new AbortController();
    const ended = open().watch('10.0.0.3', MACHINE_STATUS, {
      signal: stop.signal,
      onChange: change => changes.push(change),
    });
    await waitFor(() => changes.length, { until: count => count === 1 });
    talos.setFault('worker-01', 'clock-off', true);
    await waitFor(() => changes.length, { until: count => count === 2 });
    talos.setFault('worker-01', 'clock-off', false);
    stop.abort();
    await ended;
    expect(changes).toMatchObject([
      { kind: 'bootstrapped', resources: [{ id: 'machine', version: '1' }] },
      { kind: 'put', resource: { spec: { status: { ready: false } } } },
    ]);
  });

  it('streams from another endpoint when one is dead, until nobody reads on', async () => {
    const endpoints = ['127.0.0.1:1', ...config.endpoints];
    const lines: string[] = [];
    const stream = open({ endpoints }).stream('logs', '10.0.0.3', {
      request: {
        namespace: 'system',
        id: 'kubelet',
        tailLines: 3,
        follow: true,
      },
    });
    for await (const { bytes } of stream as AsyncIterable<any>) {
      lines.push(...String(bytes).trim().split('\n'));
      if (lines.length > 3) {
        break;
      }
    }
    expect(lines.length).toBe(4);
  });

  it('ends a stream when it is told to, and rejects when the machine goes', async () => {
    const stop = new AbortController();
    const read = async (signal?: AbortSignal) => {
      const events: any[] = [];
      for await (const event of open().stream('events', '10.0.0.3', {
        request: { tailEvents: 1 },
        signal,
      })) {
        events.push(event);
        if (signal) {
          stop.abort();
        } else {
          talos.setPower('worker-01', false);
        }
      }
      return events;
    };
    await expect(read(stop.signal)).resolves.toMatchObject([
      {
        id: expect.any(String),
        data: {
          '@type': 'talos/runtime/machine.SequenceEvent',
          sequence: 'boot',
          action: 'STOP',
        },
      },
    ]);
    await expect(failureOf(read(), '10.0.0.3')).resolves.toMatchObject({
      status: 'unreachable',
    });
  });

  it('goes by another endpoint when one is dead, and tells whose certificate it saw', async () => {
    const seen: CertificateFacts[] = [];
    const endpoints = ['127.0.0.1:1', ...config.endpoints];
    const client = open({ endpoints }, certificate => seen.push(certificate));
    await client.call('version', '10.0.0.3');
    expect(seen).toMatchObject([
      { kind: 'serving', name: config.endpoints[0] },
    ]);
  });

  it('gives a dead machine up by the deadline, not when apid does', async () => {
    talos.setPower('worker-01', false);
    const call = open().call('version', '10.0.0.3', { deadlineMs: 200 });
    await expect(failureOf(call, '10.0.0.3')).resolves.toMatchObject({
      status: 'unreachable',
      message: '10.0.0.3 did not answer in time.',
    });
  });

  it.each<[string, () => Promise<unknown>, object]>([
    [
      'a type this version does not have',
      () =>
        open().list('10.0.0.1', {
          namespace: 'runtime',
          type: 'NTPStatuses.talos.dev',
        }),
      { status: 'absent' },
    ],
    [
      'a type the role may not read',
      () =>
        open().list('10.0.0.1', {
          namespace: 'config',
          type: 'MachineConfigs.config.talos.dev',
        }),
      { status: 'forbidden', nextStep: 'Give it os:reader.' },
    ],
    [
      'etcd of a worker',
      () => open().call('etcdStatus', '10.0.0.3'),
      { status: 'absent' },
    ],
    [
      'a worker as endpoint',
      () =>
        open({ endpoints: [talos.endpoints.get('worker-01')!] }).call(
          'version',
          '10.0.0.1',
        ),
      {
        status: 'misconfigured',
        message: expect.stringContaining('The endpoint is a worker'),
      },
    ],
    [
      'a closed port',
      () => open({ endpoints: ['127.0.0.1:1'] }).call('version', '10.0.0.1'),
      { status: 'unreachable', message: '10.0.0.1 refuses the connection.' },
    ],
    [
      'a name that does not resolve',
      () =>
        open({ endpoints: ['nowhere.invalid:50000'] }).call(
          'version',
          '10.0.0.1',
        ),
      {
        status: 'misconfigured',
        message: expect.stringContaining('does not resolve'),
      },
    ],
  ])('says what %s means', async (_, call, expected) => {
    await expect(failureOf(call())).resolves.toMatchObject(expected);
  });

  it('says that a cluster is another one', async () => {
    const other = await startTestTalos(['cp-01']);
    const { ca } = readTalosconfig(other.talosconfig, { now: now() });
    await other.stop();
    await expect(
      failureOf(open({ ca }).call('version', '10.0.0.1')),
    ).resolves.toMatchObject({
      status: 'unauthenticated',
      message: expect.stringContaining('do not trust each other'),
    });
  });
});

describe('TalosconfigFile', () => {
  it('tells what is wrong, and what was put in its place', async () => {
    const talos = await startTestTalos(['cp-01']);
    const file = path.join(talos.directory, 'talosconfig');
    const states: string[] = [];
    const follower = TalosconfigFile.follow({
      path: file,
      now,
      onState: state =>
        states.push('problem' in state ? state.problem : state.context),
    });
    await waitFor(() => states.at(-1), {
      until: last => last === 'unreadable',
    });
    writeFileSync(file, '');
    await waitFor(() => states.at(-1), { until: last => last === 'empty' });
    // As the kubelet does it: nobody reads half a file.
    writeFileSync(`${file}.new`, talos.talosconfig);
    renameSync(`${file}.new`, file);
    await waitFor(() => states.at(-1), { until: last => last === 'lab' });
    follower.stop();
    await talos.stop();
    expect(states).toEqual(['unreadable', 'empty', 'lab']);
  });
});

describe('createFanOut', () => {
  it('runs so many at once, and goes on after a failure', async () => {
    const fanOut = createFanOut(2);
    let running = 0;
    let most = 0;
    const call = async (fails: boolean) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(resolve => setImmediate(resolve));
      running -= 1;
      if (fails) {
        throw new Error('no');
      }
    };
    const results = await Promise.allSettled(
      [true, false, true, false, false].map(fails => fanOut(() => call(fails))),
    );
    expect(most).toBe(2);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(
      3,
    );
  });
});
