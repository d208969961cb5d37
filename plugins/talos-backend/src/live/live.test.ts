import { createHash } from 'node:crypto';
import { copyFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  FetchTalosLiveClient,
  TALOS_ACTION_IDS,
  TALOS_ACTIONS,
  type ActionRequest,
  type ActionStep,
  type LogLine,
  type MachineEvent,
} from '@homestage/backstage-plugin-talos-common';
import {
  startTestTalos,
  waitFor,
  type TestTalos,
} from '@homestage/sandbox/testUtils';
import { startTalosBackend } from '../__testUtils__/startTalosBackend';

type Backend = Awaited<ReturnType<typeof startTalosBackend>>;
type Act = Exclude<ActionRequest, { action: 'etcdSnapshot' }>;

const REQUESTS: readonly ActionRequest[] = [
  { action: 'reboot', cluster: 'lab', node: 'worker-01' },
  {
    action: 'restartService',
    cluster: 'lab',
    node: 'worker-01',
    service: 'kubelet',
  },
  { action: 'etcdSnapshot', cluster: 'lab' },
  { action: 'etcdDefragment', cluster: 'lab' },
  { action: 'etcdDisarm', cluster: 'lab' },
];

let talos: TestTalos;
const backends: Backend[] = [];

beforeAll(async () => {
  talos = await startTestTalos(['cp-01', 'cp-02', 'cp-03', 'worker-01']);
});
afterAll(async () => {
  for (const backend of backends) {
    await backend.stop();
  }
  await talos?.stop();
});

async function start(
  options: Parameters<typeof startTalosBackend>[1] & {
    actions?: string;
    talosconfig?: string;
  } = {},
) {
  const { actions, talosconfig = talos.talosconfigFile, ...rest } = options;
  const backend = await startTalosBackend(
    [
      {
        name: 'lab',
        talosconfig,
        ...(actions ? { actions: { talosconfig: actions } } : {}),
      },
    ],
    rest,
  );
  backends.push(backend);
  await waitFor(() => backend.get('/summary'), {
    until: ({ summary }) =>
      summary?.machines.running === 4 && summary.etcd[0]?.hasQuorum,
  });
  return { backend, client: clientOf(backend) };
}

function clientOf(backend: Backend) {
  return new FetchTalosLiveClient({
    discoveryApi: { getBaseUrl: async id => `${backend.url}/api/${id}` },
    fetchApi: { fetch },
  });
}

async function stepsOf(steps: AsyncIterable<ActionStep>) {
  const all: ActionStep[] = [];
  for await (const step of steps) {
    all.push(step);
  }
  return all;
}

describe('actions', () => {
  const post = (backend: Backend, request: ActionRequest) =>
    backend.agent.post('/api/talos/actions').send(request);

  it('have a request each', () => {
    expect(REQUESTS.map(({ action }) => action)).toEqual(TALOS_ACTION_IDS);
  });

  it('are off unless switched on, and the page is told how', async () => {
    const { backend, client } = await start();
    const { actions } = await client.actions('lab');
    expect(actions.map(({ id }) => id)).toEqual(TALOS_ACTION_IDS);
    for (const request of REQUESTS) {
      const response = await post(backend, request);
      expect(response.status).toBe(403);
      expect(response.body.error.message).toContain(
        'homestage.talos.actions.enabled: true',
      );
    }
  });

  describe('where nothing may be done', () => {
    it.each<[string, Parameters<typeof start>[0] & object, string]>([
      ['read-only', { isReadOnly: true }, 'homestage.readOnly'],
      ['with a reader', {}, 'talosctl config new --roles os:'],
    ])('are refused %s, each of them, and audited', async (_, how, words) => {
      const { backend, client } = await start({
        areActionsEnabled: true,
        ...how,
      });
      for (const request of REQUESTS) {
        const response = await post(backend, request);
        expect(response.status).toBe(403);
        expect(response.body.error.message).toContain(words);
      }
      expect(backend.audited).toHaveLength(REQUESTS.length);
      expect(backend.audited.every(({ ended }) => ended !== 'well')).toBe(true);
      const { actions } = await client.actions('lab');
      for (const { isAllowed, reason } of actions) {
        expect({ isAllowed, reason }).toEqual({
          isAllowed: false,
          reason: expect.stringContaining(words),
        });
      }
    });
  });

  describe('with the role os:operator', () => {
    let backend: Backend;
    let client: FetchTalosLiveClient;

    beforeAll(async () => {
      ({ backend, client } = await start({
        areActionsEnabled: true,
        actions: talos.operatorTalosconfigFile,
      }));
      await waitFor(() => client.actions('lab'), {
        until: ({ actions }) => actions.every(({ isAllowed }) => isAllowed),
      });
    });

    const lastAudit = () => backend.audited.at(-1);

    it.each(REQUESTS.map(request => [request.action, request] as const))(
      '%s needs its own permission, and the refusal is audited',
      async (action, request) => {
        const { name } = TALOS_ACTIONS[action].permission;
        const denied = await startTalosBackend(
          [
            {
              name: 'lab',
              talosconfig: talos.talosconfigFile,
              actions: { talosconfig: talos.operatorTalosconfigFile },
            },
          ],
          { areActionsEnabled: true, denied: [name] },
        );
        const response = await post(denied, request);
        await denied.stop();
        expect(response.status).toBe(403);
        expect(response.body.error.message).toContain(name);
        expect(denied.audited).toMatchObject([
          {
            eventId: 'machine-action',
            meta: { queryType: action, cluster: 'lab' },
            ended: expect.stringContaining(name),
          },
        ]);
      },
    );

    it('restarts a service, and says in the words of Talos when it can not', async () => {
      const restart = (service: string): Act => ({
        action: 'restartService',
        cluster: 'lab',
        node: '10.0.0.4',
        service,
      });
      await expect(stepsOf(client.act(restart('kubelet')))).resolves.toEqual([
        {
          state: 'done',
          node: '10.0.0.4',
          message: 'Service "kubelet" restarted',
        },
      ]);
      expect(lastAudit()).toMatchObject({ ended: 'well' });
      await expect(stepsOf(client.act(restart('apid')))).resolves.toEqual([
        {
          state: 'failed',
          node: '10.0.0.4',
          message: `Talos on 10.0.0.4 refused: service "apid" doesn't support restart operation via API`,
        },
      ]);
      expect(lastAudit()?.ended).toContain(`doesn't support`);
    });

    it('defragments one member after the other, the leader last', async () => {
      const steps = await stepsOf(
        client.act({ action: 'etcdDefragment', cluster: 'lab' }),
      );
      expect(
        steps
          .filter(({ message }) => message.includes('is being'))
          .map(({ node }) => node),
      ).toEqual(['10.0.0.2', '10.0.0.3', '10.0.0.1']);
      expect(steps.at(-1)).toMatchObject({
        state: 'done',
        message: expect.stringMatching(/^All 3 members are defragmented/),
      });
      expect(lastAudit()).toMatchObject({ ended: 'well' });
    });

    it('defragments nothing while a member is away', async () => {
      talos.setPower('cp-03', false);
      await waitFor(() => backend.get('/etcd'), {
        until: ({ rows }) => rows[0].healthyVoters === 2,
      });
      const response = await post(backend, {
        action: 'etcdDefragment',
        cluster: 'lab',
      });
      talos.setPower('cp-03', true);
      expect(response.status).toBe(409);
      expect(response.body.error.message).toContain('Only 2 of 3 members');
      await waitFor(() => backend.get('/etcd'), {
        until: ({ rows }) => rows[0].healthyVoters === 3,
      });
    });

    it('disarms alarms', async () => {
      talos.setFault('cp-01', 'etcd-nospace', true);
      await waitFor(() => backend.get('/etcd'), {
        until: ({ rows }) => rows[0].members[0].alarms.length === 1,
        timeoutMs: 30_000,
      });
      const steps = await stepsOf(
        client.act({ action: 'etcdDisarm', cluster: 'lab' }),
      );
      expect(steps).toMatchObject([{ state: 'done' }]);
      await waitFor(() => backend.get('/etcd'), {
        until: ({ rows }) => rows[0].members[0].alarms.length === 0,
        timeoutMs: 30_000,
      });
    });

    it('streams a snapshot that is whole, by its hash', async () => {
      const { name, content } = await client.snapshot('lab');
      expect(name).toMatch(/^etcd-lab-\d{8}T\d{4}\.db$/);
      const file = Buffer.from(await content.arrayBuffer());
      const hash = createHash('sha256').update(file.subarray(0, -32)).digest();
      expect(file.subarray(-32)).toEqual(hash);
      expect(lastAudit()).toMatchObject({
        meta: { queryType: 'etcdSnapshot' },
        ended: 'well',
      });
    });

    it('reboots a machine, which goes and comes back', async () => {
      const [step] = await stepsOf(
        client.act({ action: 'reboot', cluster: 'lab', node: 'worker-01' }),
      );
      expect(step).toMatchObject({
        state: 'done',
        node: '10.0.0.4',
        actorId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
      const statusOf = async () =>
        (await backend.get('/machines/lab/worker-01')).machine.row.status;
      await waitFor(statusOf, {
        until: status => status === 'Rebooting',
      });
      await waitFor(statusOf, {
        until: status => status === 'Running',
        timeoutMs: 20_000,
      });
    });

    it.each<[string, object, string]>([
      ['no action', {}, 'action'],
      [
        'a machine that is not named',
        { action: 'reboot', cluster: 'lab' },
        'node',
      ],
      ['an unknown action', { action: 'wipe', cluster: 'lab' }, 'action'],
    ])('refuses %s before anything else', async (_, body, field) => {
      const response = await backend.agent
        .post('/api/talos/actions')
        .send(body);
      expect(response.status).toBe(400);
      expect(response.body.error.message).toContain(field);
    });

    it('asks no machine that the portal does not follow', async () => {
      const response = await post(backend, {
        action: 'reboot',
        cluster: 'lab',
        node: '192.0.2.1',
      });
      expect(response.status).toBe(404);
      expect(lastAudit()?.ended).toContain('asks no machine');
    });

    it('shows no key or certificate in anything it was told', async () => {
      expect(JSON.stringify(backend.audited)).not.toMatch(/BEGIN|PRIVATE/);
    });
  });
});

describe('logs and events', () => {
  let backend: Backend;
  let client: FetchTalosLiveClient;

  beforeAll(async () => {
    ({ backend, client } = await start());
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
    const file = path.join(talos.directory, 'own-talosconfig');
    await copyFile(talos.operatorTalosconfigFile, file);
    const own = await start({ talosconfig: file, areActionsEnabled: true });
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
    talos.setPower('worker-01', false);
    await waitFor(() => backend.get('/machines/lab/worker-01'), {
      until: ({ machine }) => machine.row.status === 'Unreachable',
    });
    const response = await backend.agent.get(
      '/api/talos/logs/lab/worker-01/kubelet',
    );
    talos.setPower('worker-01', true);
    expect(response.status).toBe(503);
    expect(response.body.error.message).toContain('try again when it is back');
  });
});
