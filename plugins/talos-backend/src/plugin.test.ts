import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  certificatesAnswerSchema,
  conditionsAnswerSchema,
  driftAnswerSchema,
  etcdAnswerSchema,
  machineDetailAnswerSchema,
  machineRowsAnswerSchema,
  TALOS_PARTS,
  talosSummaryAnswerSchema,
  upgradesAnswerSchema,
} from '@homestage/backstage-plugin-talos-common';
import {
  startTestTalos,
  waitFor,
  type TestTalos,
} from '@homestage/sandbox/testUtils';
import { startTalosBackend } from './__testUtils__/startTalosBackend';

type Backend = Awaited<ReturnType<typeof startTalosBackend>>;

const ROUTES = [
  ['/summary', talosSummaryAnswerSchema],
  ['/machines', machineRowsAnswerSchema],
  ['/machines/lab/10.0.0.1', machineDetailAnswerSchema],
  ['/etcd', etcdAnswerSchema],
  ['/certificates', certificatesAnswerSchema],
  ['/drift', driftAnswerSchema],
  ['/conditions', conditionsAnswerSchema],
  ['/upgrades', upgradesAnswerSchema],
] as const;

describe('the Talos backend', () => {
  let talos: TestTalos;
  let backend: Backend;

  beforeAll(async () => {
    talos = await startTestTalos(['cp-01', 'cp-02', 'cp-03', 'worker-01']);
    backend = await startTalosBackend([
      { name: 'lab', talosconfig: talos.talosconfigFile },
      { name: 'lab', talosconfig: talos.talosconfigFile },
    ]);
    await waitFor(() => backend.get('/summary'), {
      until: ({ summary }) =>
        summary?.machines.running === 4 && summary.etcd[0]?.hasQuorum,
    });
  });
  afterAll(async () => {
    await backend?.stop();
    await talos?.stop();
  });

  const machineNamed = async (name: string) =>
    (await backend.get('/machines')).rows.find((row: any) => row.name === name);

  it.each(ROUTES)(
    'answers %s by the contract, and 304 to who has it',
    async (route, schema) => {
      const response = await backend.agent.get(`/api/talos${route}`);
      expect(response.status).toBe(200);
      schema.parse(response.body);
      expect(response.headers.etag).toBe(`"${response.body.revision}"`);
    },
  );

  it.each(ROUTES)('refuses %s without the permission', async route => {
    const denied = await startTalosBackend([], {
      decision: { result: AuthorizeResult.DENY },
    });
    const response = await denied.agent.get(`/api/talos${route}`);
    await denied.stop();
    expect(response.status).toBe(403);
    expect(response.body.error.message).toContain('talos.machine.read');
  });

  it('says 304 while nothing changes', async () => {
    // Between two reads the ages may have moved on; then once more.
    const unchanged = await waitFor(
      async () => {
        const { headers } = await backend.agent.get('/api/talos/machines');
        return backend.agent
          .get('/api/talos/machines')
          .set('If-None-Match', headers.etag);
      },
      {
        until: ({ status }) => status === 304,
        show: ({ status }) => String(status),
      },
    );
    expect(unchanged.text).toBe('');
  });

  it('reads every part as a reader, but those that Talos 1.13 does not have', async () => {
    const later = ['bootId', 'bgpPeers', 'arrays', 'scrubs'];
    const known = TALOS_PARTS.map(({ id }) => id as string);
    expect(known).toEqual(expect.arrayContaining(later));
    const { machine } = await waitFor(
      () => backend.get('/machines/lab/10.0.0.1'),
      {
        until: ({ machine: { parts } }) =>
          parts.length === known.length - later.length,
        show: ({ machine: { parts } }) => JSON.stringify(parts),
      },
    );
    expect(
      machine.parts.filter(({ status }: any) => status !== 'live'),
    ).toEqual([]);
    expect(machine.parts.map(({ id }: any) => id)).toEqual(
      known.filter(id => !later.includes(id)),
    );
    expect(machine.modules).toContainEqual({ name: 'nvme', state: 'live' });
  });

  it('names what exists when it is asked for something else', async () => {
    const { error } = await backend.get('/machines/lab/10.0.0.99');
    expect(error.message).toContain('It asks: cp-01, cp-02, cp-03, worker-01');
    const other = await backend.get('/machines/prod/x');
    expect(other.error.message).toContain('Known are: lab, lab (2)');
  });

  it('does not read the second cluster of one name, and says so', async () => {
    const { sources } = await backend.get('/summary');
    expect(sources).toContainEqual(
      expect.objectContaining({
        status: 'misconfigured',
        message: expect.stringContaining(
          'two Talos clusters with the name lab',
        ),
      }),
    );
  });

  it('shows a change within a second, and tells the pages', async () => {
    const before = backend.published.length;
    talos.setFault('worker-01', 'clock-off', true);
    await waitFor(() => machineNamed('worker-01'), {
      until: row => row.status === 'NotReady',
      timeoutMs: 2_000,
    });
    expect(backend.published.slice(before)).toContainEqual(
      expect.objectContaining({ channel: 'talos:changed' }),
    );
    talos.setFault('worker-01', 'clock-off', false);
  });

  it('tells an upgrade as tuppr does it, and the pages of it', async () => {
    const before = backend.published.length;
    backend.kubernetes.put('lab', {
      apiVersion: 'tuppr.home-operations.com/v1alpha1',
      kind: 'TalosUpgrade',
      metadata: { name: 'talos', generation: 1 },
      spec: { talos: { version: 'v1.14.0' } },
      status: { phase: 'HealthChecking', observedGeneration: 1 },
    });
    const { rows } = await waitFor(() => backend.get('/upgrades'), {
      until: answer => answer.rows[0].courses.length > 0,
      timeoutMs: 2_000,
    });
    expect(rows[0]).toMatchObject({
      sentence:
        'Talos v1.14.0 waits for its health checks: 0 of 4 machines have it.',
      preflight: {
        checks: expect.arrayContaining([
          expect.objectContaining({ id: 'etcd', severity: 'ok' }),
        ]),
      },
    });
    expect(backend.published.length).toBeGreaterThan(before);
  });

  it('keeps the last facts of a machine that is gone, and is live again within 10 s', async () => {
    talos.setPower('worker-01', false);
    await waitFor(() => machineNamed('worker-01'), {
      until: row =>
        row.status === 'Unreachable' && row.version.live === 'v1.13.9',
    });
    talos.setPower('worker-01', true);
    const back = await waitFor(() => machineNamed('worker-01'), {
      until: row => row.status === 'Running',
      timeoutMs: 10_000,
    });
    expect(back.message).toBeUndefined();
  });

  it('goes on with a rotated credential, and keeps it when the next is bad', async () => {
    const { certificate, key } = await talos.authority.issue({
      for: 'client',
      roles: ['os:reader'],
      days: 5,
    });
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const write = (text: string) => {
      writeFileSync(`${talos.talosconfigFile}.x`, text);
      renameSync(`${talos.talosconfigFile}.x`, talos.talosconfigFile);
    };
    write(
      talos.talosconfig
        .replace(/crt: \S+/, `crt: ${base64(certificate)}`)
        .replace(/key: \S+/, `key: ${base64(key)}`),
    );
    await waitFor(() => backend.get('/certificates'), {
      until: ({ rows }) =>
        rows.some(
          (row: any) => row.kind === 'client' && row.severity === 'error',
        ),
    });
    write('');
    await waitFor(() => backend.get('/summary'), {
      until: ({ sources }) =>
        sources[0].message === 'The talosconfig is empty.',
    });
    expect(await machineNamed('cp-01')).toMatchObject({ status: 'Running' });
    write(talos.talosconfig);
    await waitFor(() => backend.get('/summary'), {
      until: ({ sources }) => sources[0].status === 'live',
    });
  });

  it('holds no key and no certificate in any answer', async () => {
    for (const [route] of ROUTES) {
      const text = JSON.stringify(await backend.get(route));
      expect(text).not.toMatch(/BEGIN|PRIVATE KEY/);
    }
  });
});

describe('a talosconfig that is not there', () => {
  it('is told on the page with what to do', async () => {
    const backend = await startTalosBackend([
      { name: 'lab', talosconfig: path.join('/nowhere', 'talosconfig') },
    ]);
    const { sources } = await waitFor(() => backend.get('/summary'), {
      until: answer => answer.sources[0].status === 'misconfigured',
    });
    await backend.stop();
    expect(sources[0].nextStep).toContain('homestage.talos.clusters');
  });
});
