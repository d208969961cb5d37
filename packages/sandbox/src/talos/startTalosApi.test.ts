import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  credentials,
  makeGenericClientConstructor,
  Metadata,
  status,
} from '@grpc/grpc-js';
import { parse } from 'yaml';
import { Faults } from '../controllers/runtime/Faults';
import { MemoryObjectStore } from '../kubernetes/MemoryObjectStore';
import { waitFor } from '../testUtils/waitFor';
import { MACHINE_SERVICE, STATE_SERVICE } from './protocol';
import { startTalosApi, type TalosApi } from './startTalosApi';

const machine = (name: string, address: string) => ({
  name,
  address,
  isControlPlane: name.startsWith('cp'),
  version: 'v1.13.9',
  schematic: 'abc',
  installDisk: '/dev/sda',
  otherDisks: [],
  mtu: 1500,
  timeServers: ['1.1.1.1'],
});

type ServiceClient = InstanceType<
  ReturnType<typeof makeGenericClientConstructor>
>;

const MACHINE_STATUS = 'MachineStatuses.runtime.talos.dev';

/** A client of the lab that shares nothing with the portal's own. */
describe('the Talos API of the lab', () => {
  const faults = new Faults();
  const clients: ServiceClient[] = [];
  let directory: string;
  let api: TalosApi;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'homestage-talos-'));
    api = await startTalosApi({
      machines: [
        machine('cp-01', '10.0.0.1'),
        machine('cp-02', '10.0.0.2'),
        machine('worker-01', '10.0.0.11'),
      ],
      sharedAddress: '10.0.0.10',
      store: new MemoryObjectStore({ now: () => 0 }),
      faults,
      stateDirectory: directory,
      now: () => Date.parse('2026-11-01T12:00:00Z'),
      onFailure: (message, error) => {
        throw new Error(message, { cause: error });
      },
    });
  });
  afterAll(async () => {
    for (const client of clients) client.close();
    await api.stop();
    await rm(directory, { recursive: true, force: true });
  });
  afterEach(() => faults.clear());

  const open = async (
    service: typeof MACHINE_SERVICE,
    options: { at?: string; roles?: string[] } = {},
  ) => {
    const { certificate, key } = await api.authority.issue({
      for: 'client',
      roles: options.roles ?? ['os:reader'],
      days: 1,
    });
    const Client = makeGenericClientConstructor(service, 'x');
    const client = new Client(
      api.endpoints.get(options.at ?? 'cp-01')!,
      credentials.createSsl(
        Buffer.from(api.authority.certificate),
        Buffer.from(key.replace(/ED25519 /g, '')),
        Buffer.from(certificate),
      ),
    );
    clients.push(client);
    return client;
  };

  const headers = (values: Record<string, string>) => {
    const metadata = new Metadata();
    for (const [name, value] of Object.entries(values)) {
      metadata.add(name, value);
    }
    return metadata;
  };

  const call = (
    client: ServiceClient,
    method: string,
    options: {
      request?: object;
      headers?: Record<string, string>;
      deadlineMs?: number;
    } = {},
  ) =>
    new Promise<any>((resolve, reject) => {
      client[method](
        options.request ?? {},
        headers(options.headers ?? {}),
        { deadline: new Date().getTime() + (options.deadlineMs ?? 10_000) },
        (error: Error | null, answer: unknown) =>
          error ? reject(error) : resolve(answer),
      );
    });

  it('answers for the machine that `node` names', async () => {
    const client = await open(STATE_SERVICE);
    const { resource } = await call(client, 'Get', {
      request: {
        namespace: 'network',
        type: 'HostnameStatuses.net.talos.dev',
        id: 'hostname',
      },
      headers: { node: '10.0.0.11' },
    });
    expect(parse(resource.spec.yamlSpec)).toMatchObject({
      hostname: 'worker-01',
    });
  });

  it('proxies to many only where the real one still does', async () => {
    const nodes = { nodes: '10.0.0.1,10.0.0.2' };
    const { messages } = await call(await open(MACHINE_SERVICE), 'Version', {
      headers: nodes,
    });
    expect(messages.map((one: any) => one.metadata.hostname)).toEqual([
      '10.0.0.1',
      '10.0.0.2',
    ]);
    await expect(
      call(await open(STATE_SERVICE), 'Get', { headers: nodes }),
    ).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
  });

  it('lets no worker forward', async () => {
    const worker = await open(MACHINE_SERVICE, { at: 'worker-01' });
    await expect(
      call(worker, 'Version', { headers: { node: '10.0.0.1' } }),
    ).rejects.toMatchObject({ code: status.PERMISSION_DENIED });
    await expect(call(worker, 'Version')).resolves.toBeDefined();
  });

  it.each([
    ['a reader', ['os:reader'], 'Reboot', 'not authorized'],
    ['a keeper of snapshots', ['os:etcd:backup'], 'Version', 'not authorized'],
    ['an operator', ['os:operator'], 'Reset', 'not authorized'],
    [
      'an operator, who may',
      ['os:operator'],
      'Shutdown',
      'does not do Shutdown',
    ],
    ['a reader', ['os:reader'], 'ServiceRestart', 'not authorized'],
    ['a reader', ['os:reader'], 'EtcdDefragment', 'not authorized'],
    ['a reader', ['os:reader'], 'EtcdAlarmDisarm', 'not authorized'],
  ])(
    'refuses %s by the role in the certificate',
    async (_, roles, method, sentence) => {
      await expect(
        call(await open(MACHINE_SERVICE, { roles }), method),
      ).rejects.toThrow(sentence);
    },
  );

  it.each([
    ['MachineConfigs.config.talos.dev', 'not authorized'],
    ['NTPStatuses.v1alpha1.talos.dev', 'is not supported'],
    // Talos 1.14 has it, and the machine runs 1.13.
    ['BGPPeerStatuses.net.talos.dev', 'is not supported'],
  ])('refuses a reader %s', async (type, sentence) => {
    await expect(
      call(await open(STATE_SERVICE), 'Get', {
        request: { namespace: 'config', type, id: 'x' },
      }),
    ).rejects.toThrow(sentence);
  });

  const openStream = async (
    method: string,
    request: object,
    options: { roles?: string[]; node?: string } = {},
  ) => {
    const client = await open(MACHINE_SERVICE, options);
    const stream = client[method](
      request,
      headers({ node: options.node ?? '10.0.0.11' }),
    );
    const messages: any[] = [];
    const ended = new Promise<Error | undefined>(resolve => {
      stream.on('end', () => resolve(undefined));
      stream.on('error', resolve);
    });
    stream.on('data', (message: any) => messages.push(message));
    return { messages, ended, stream };
  };
  const textOf = (messages: any[]) =>
    messages.map(({ bytes }) => String(bytes)).join('');

  it('gives the last lines of a log in the form of its service', async () => {
    const kubelet = await openStream('Logs', { id: 'kubelet', tailLines: 3 });
    await kubelet.ended;
    const lines = textOf(kubelet.messages).trim().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^[IWE]\d{4} [\d:.]+ +\d+ \w+\.go:\d+\]/);
    const dmesg = await openStream('Dmesg', {});
    await dmesg.ended;
    expect(textOf(dmesg.messages)).toMatch(/^kern: +info: \[\d{4}-/m);
  });

  it('knows no log of a service that is not there', async () => {
    const { ended } = await openStream('Logs', { id: 'etcd' });
    await expect(ended).resolves.toMatchObject({
      details: 'log "etcd" was not registered',
    });
  });

  it('starts a service again, and tells the steps to who follows', async () => {
    const events = await openStream('Events', { tailEvents: -1 });
    const operator = await open(MACHINE_SERVICE, { roles: ['os:operator'] });
    const restart = (id: string) =>
      call(operator, 'ServiceRestart', {
        request: { id },
        headers: { node: '10.0.0.11' },
      });
    await expect(restart('kubelet')).resolves.toMatchObject({
      messages: [{ resp: 'Service "kubelet" restarted' }],
    });
    await waitFor(() => events.messages.at(-1)?.data, {
      until: data => data?.action === 'RUNNING' && data.service === 'kubelet',
    });
    events.stream.cancel();
    expect(events.messages[0]).toMatchObject({
      id: expect.stringMatching(/^[0-9a-v]{20}$/),
      data: {
        '@type': 'talos/runtime/machine.SequenceEvent',
        sequence: 'boot',
        action: 'START',
      },
    });
    await expect(restart('apid')).rejects.toThrow(
      `service "apid" doesn't support restart operation via API`,
    );
  });

  it('takes the alarm away only from who has room again', async () => {
    faults.setTalosFault('cp-01', 'etcd-nospace', true);
    const operator = await open(MACHINE_SERVICE, { roles: ['os:operator'] });
    const at = { headers: { node: '10.0.0.1' } };
    const alarms = async () =>
      (await call(operator, 'EtcdAlarmList', at)).messages[0].memberAlarms;
    await call(operator, 'EtcdAlarmDisarm', at);
    expect(await alarms()).toHaveLength(1);
    await call(operator, 'EtcdDefragment', at);
    const { messages } = await call(operator, 'EtcdStatus', at);
    expect(messages[0].memberStatus.dbSize).toBe(
      messages[0].memberStatus.dbSizeInUse,
    );
    await call(operator, 'EtcdAlarmDisarm', at);
    expect(await alarms()).toEqual([]);
  });

  it('ends a snapshot with its hash', async () => {
    const refused = await openStream('EtcdSnapshot', {}, { node: '10.0.0.1' });
    await expect(refused.ended).resolves.toMatchObject({
      code: status.PERMISSION_DENIED,
    });
    const snapshot = await openStream(
      'EtcdSnapshot',
      {},
      { node: '10.0.0.1', roles: ['os:etcd:backup'] },
    );
    await expect(snapshot.ended).resolves.toBeUndefined();
    const file = Buffer.concat(snapshot.messages.map(({ bytes }) => bytes));
    const hash = createHash('sha256').update(file.subarray(0, -32)).digest();
    expect(file.subarray(-32)).toEqual(hash);
  });

  it('reboots: gone from both, and back with a boot of its own', async () => {
    const operator = await open(MACHINE_SERVICE, { roles: ['os:operator'] });
    const { messages } = await call(operator, 'Reboot', {
      headers: { node: '10.0.0.2' },
    });
    expect(messages[0].actorId).toMatch(/^[0-9a-f-]{36}$/);
    await waitFor(() => faults.hasPower('cp-02'), { until: has => !has });
    await waitFor(() => faults.hasPower('cp-02'), { until: has => has });
    const events = await openStream(
      'Events',
      { tailEvents: -1 },
      { node: '10.0.0.2' },
    );
    const sequences = () =>
      events.messages
        .filter(({ data }) => data.sequence)
        .map(({ data }) => `${data.sequence} ${data.action}`);
    await waitFor(sequences, { until: found => found.length === 5 });
    events.stream.cancel();
    expect(sequences().slice(2)).toEqual([
      'reboot START',
      'boot START',
      'boot STOP',
    ]);
  });

  it('tells a watch what is there, that this was all, and every change', async () => {
    const client = await open(STATE_SERVICE);
    const events: any[] = [];
    const stream = client.Watch(
      {
        namespace: 'runtime',
        type: MACHINE_STATUS,
        options: { bootstrapContents: true },
        apiVersion: 1,
      },
      headers({ node: '10.0.0.11' }),
    );
    stream.on('data', ({ event }: any) => events.push(...event));
    stream.on('error', () => {});
    await waitFor(() => events.length, { until: count => count === 2 });
    faults.setTalosFault('worker-01', 'clock-off', true);
    await waitFor(() => events.length, { until: count => count === 3 });
    stream.cancel();
    expect(events.map(({ eventType }) => eventType)).toEqual([
      'CREATED',
      'BOOTSTRAPPED',
      'UPDATED',
    ]);
    expect(
      parse(events[2].resource.spec.yamlSpec).status.unmetConditions,
    ).toEqual([{ name: 'time', reason: 'time is not synced' }]);
  });

  it('goes dark with the machine, and comes back on the same port', async () => {
    const direct = await open(MACHINE_SERVICE, { at: 'cp-02' });
    const proxied = await open(MACHINE_SERVICE);
    await call(direct, 'Version');
    faults.setPower('cp-02', false);
    await expect(call(direct, 'Version')).rejects.toMatchObject({
      code: status.UNAVAILABLE,
    });
    await expect(
      call(proxied, 'Version', {
        headers: { node: '10.0.0.2' },
        deadlineMs: 300,
      }),
    ).rejects.toMatchObject({ code: status.DEADLINE_EXCEEDED });
    faults.setPower('cp-02', true);
    await waitFor(() => call(direct, 'Version'));
  });

  it('counts what each role asks for, until it is told', async () => {
    const client = await open(MACHINE_SERVICE);
    api.lab.calls.take();
    await call(client, 'Version');
    await call(client, 'Version');
    const versions = () =>
      api.lab.calls.take().filter(({ method }) => method.endsWith('/Version'));
    expect(versions()).toEqual([
      {
        role: expect.stringMatching(/^os:/),
        method: '/machine.MachineService/Version',
        count: 2,
      },
    ]);
    expect(versions()).toEqual([]);
  });

  it('has never had the machines that are taken out of the lab', async () => {
    const nodes = async () =>
      parse(await readFile(api.talosconfigFile, 'utf8')).contexts.lab.nodes;
    const all: string[] = await nodes();
    const client = await open(MACHINE_SERVICE, { at: 'cp-01' });
    faults.setAbsent(
      [...api.endpoints.keys()].filter(name => name !== 'cp-01'),
    );
    await waitFor(nodes, { until: left => left.length === 1 });
    const answer = await call(client, 'EtcdMemberList');
    expect(
      answer.messages[0].members.map(({ hostname }: any) => hostname),
    ).toEqual(['cp-01']);
    faults.clear();
    await waitFor(nodes, { until: left => left.length === all.length });
  });

  it('writes keys with the label of Talos, which OpenSSL does not know', async () => {
    const { contexts } = parse(await readFile(api.talosconfigFile, 'utf8'));
    const key = Buffer.from(contexts.lab.key, 'base64').toString();
    expect(key).toContain('BEGIN ED25519 PRIVATE KEY');
  });
});
