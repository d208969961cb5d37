import { copyFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  FetchTalosLiveClient,
  type LogLine,
  type MachineEvent,
} from '@homestage/backstage-plugin-talos-common';
import { waitFor } from '@homestage/sandbox/testUtils';
import { LiveLab, type LiveBackend } from '../__testUtils__/LiveLab';
import { startTalosBackend } from '../__testUtils__/startTalosBackend';

let lab: LiveLab;

beforeAll(async () => {
  lab = await LiveLab.start();
});
afterAll(() => lab?.stop());

describe('logs and events', () => {
  let backend: LiveBackend;
  let client: FetchTalosLiveClient;

  beforeAll(async () => {
    ({ backend, client } = await lab.open());
  });

  const read = async (
    source: string,
    options: { isFollowing?: boolean; tail?: number } = {},
  ) => {
    const stop = new AbortController();
    const lines: LogLine[] = [];
    const query = { cluster: 'lab', node: 'worker-01', source, tail: 4 };
    for await (const some of client.logs(
      { ...query, ...options },
      { signal: stop.signal },
    )) {
      lines.push(...some);
      if (options.isFollowing && lines.length > 4) {
        stop.abort();
      }
    }
    return lines;
  };

  it.each(['kubelet', 'kernel', 'cri', 'apid'])(
    'reads the last lines of %s, with time and level',
    async source => {
      const lines = await read(source);
      expect(lines).toHaveLength(4);
      for (const { at, level } of lines) {
        expect(level).not.toBe('unknown');
        expect(Date.parse(at!)).toBeGreaterThan(0);
      }
    },
  );

  it('follows until the reader has enough', async () => {
    expect((await read('kubelet', { isFollowing: true })).length).toBe(5);
  });

  it('lists the containers of pods and reads the log of one', async () => {
    const ref = { cluster: 'lab', node: 'cp-01' };
    const { containers } = await client.containers(ref);
    expect(containers.map(({ pod, name }) => `${pod} ${name}`)).toEqual([
      'kube-apiserver-cp-01 kube-apiserver',
      'kube-controller-manager-cp-01 kube-controller-manager',
      'kube-scheduler-cp-01 kube-scheduler',
    ]);
    const lines: LogLine[] = [];
    const query = { ...ref, source: containers[0].id, tail: 4 };
    for await (const some of client.logs(query)) {
      lines.push(...some);
    }
    expect(lines.map(({ level }) => level).sort()).toEqual([
      'info',
      'info',
      'unknown',
      'warning',
    ]);
    expect(lines.every(({ at }) => Date.parse(at!) > 0)).toBe(true);
    await expect(
      (async () => {
        const source = 'kube-system/gone:gone:0123456789ab';
        for await (const _ of client.logs({ ...query, source })) {
          throw new Error('it has a line');
        }
      })(),
    ).rejects.toThrow(
      'container "kube-system/gone:gone:0123456789ab" not found',
    );
  });

  it('says what Talos says of a log that is not there', async () => {
    await expect(read('etcd')).rejects.toThrow(
      'Talos on 10.0.0.4 refused: log "etcd" was not registered',
    );
  });

  it('tells the events of before, and those from now on', async () => {
    const stop = new AbortController();
    const events: MachineEvent[] = [];
    for await (const event of client.events(
      { cluster: 'lab', node: 'worker-01', tail: 2 },
      { signal: stop.signal },
    )) {
      events.push(event);
      stop.abort();
    }
    expect(events[0]).toMatchObject({
      at: expect.any(String),
      sentence: expect.any(String),
    });
  });

  it.each([
    '/logs/lab/worker-01/kubelet',
    '/containers/lab/worker-01',
    '/events/lab/worker-01',
  ])('refuses %s without the permission', async route => {
    const denied = await startTalosBackend([], {
      denied: ['talos.log.read'],
    });
    const response = await denied.agent.get(`/api/talos${route}`);
    await denied.stop();
    expect(response.status).toBe(403);
    expect(response.body.error.message).toContain('talos.log.read');
  });

  it.each([
    ['/logs/lab/worker-01/a%2Fb', 'name a service, or kernel'],
    ['/logs/lab/worker-01/kubelet?tail=0', 'tail'],
    ['/logs/lab/worker-01/kubelet?tail=9999999', 'tail'],
  ])('refuses %s', async (route, words) => {
    const response = await backend.agent.get(`/api/talos${route}`);
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain(words);
  });

  it('goes on when the talosconfig is replaced by a bad one, and acts no more', async () => {
    const file = path.join(lab.talos.directory, 'own-talosconfig');
    await copyFile(lab.talos.operatorTalosconfigFile, file);
    const own = await lab.open({ talosconfig: file, areActionsEnabled: true });
    const isAllowed = async () =>
      (await own.client.actions('lab')).actions[0].isAllowed;
    await waitFor(isAllowed, { until: is => is });
    await writeFile(file, 'contexts: {}');
    await waitFor(isAllowed, { until: is => !is });
    const lines: LogLine[] = [];
    for await (const some of own.client.logs({
      cluster: 'lab',
      node: 'worker-01',
      source: 'kubelet',
      tail: 2,
    })) {
      lines.push(...some);
    }
    expect(lines).toHaveLength(2);
  });

  it('asks no machine that is known to be silent', async () => {
    lab.talos.setPower('worker-01', false);
    await waitFor(() => backend.get('/machines/lab/worker-01'), {
      until: ({ machine }) => machine.row.status === 'Unreachable',
    });
    const response = await backend.agent.get(
      '/api/talos/logs/lab/worker-01/kubelet',
    );
    lab.talos.setPower('worker-01', true);
    expect(response.status).toBe(503);
    expect(response.body.error.message).toContain('try again when it is back');
  });
});
