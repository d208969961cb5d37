import {
  TALOS_RPCS,
  type TalosResource,
  type TalosRpc,
} from '@homestage/backstage-plugin-talos-common';
import {
  readTalosconfig,
  TalosClient,
} from '@homestage/backstage-plugin-talos-node';
import { startTestTalos, type TestTalos } from '@homestage/sandbox/testUtils';
import { stringify } from 'yaml';
import { waitFor } from '../process/waitFor';
import { RealTalosMachine, type MachineWords } from './RealTalosMachine';

const DEFINITIONS = {
  namespace: 'meta',
  type: 'ResourceDefinitions.meta.cosi.dev',
};

/** These hold a connection that works, which nothing said in YAML can become. */
const CONNECTED = ['DNSUpstreams.net.talos.dev'];

/** The method of an RPC, by its full name. */
const methodOf = (rpc: TalosRpc) =>
  `/machine.MachineService/${rpc[0].toUpperCase()}${rpc.slice(1)}`;

/** The code of gRPC. */
const PERMISSION_DENIED = 7;

const HOSTNAME = {
  namespace: 'network',
  type: 'HostnameStatuses.net.talos.dev',
};

/** A resource without what each server counts and stamps by itself. */
function essence({ namespace, type, id, phase, spec }: TalosResource) {
  return { namespace, type, id, phase, spec };
}

/** All of a kind; nothing when it is sensitive, which a reader is refused (that is tested elsewhere). */
async function listOf(
  client: TalosClient,
  kind: { namespace: string; type: string },
): Promise<readonly TalosResource[]> {
  try {
    return await client.list('', kind);
  } catch (error) {
    if ((error as { code?: number }).code === PERMISSION_DENIED) {
      return [];
    }
    throw error;
  }
}

/** As protobuf writes JSON: times are texts. */
function toJson(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(toJson);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const { seconds, nanos, ...rest } = value as Record<string, unknown>;
  return seconds !== undefined && Object.keys(rest).length === 0
    ? `${new Date(Number(seconds) * 1000).toISOString().slice(0, -5)}.${String(
        nanos ?? 0,
      ).padStart(9, '0')}Z`
    : Object.fromEntries(
        Object.entries(value).map(([key, each]) => [key, toJson(each)]),
      );
}

describe('a machine of the embedded lab, said again by Talos itself', () => {
  let lab: TestTalos;
  let sandbox: TalosClient;
  let standIn: RealTalosMachine;
  let real: TalosClient;
  let words: MachineWords;
  const said = new Map<TalosRpc, unknown>();
  const kinds: { namespace: string; type: string }[] = [];

  const clientOf = async (endpoint: string) =>
    new TalosClient(
      {
        ...readTalosconfig(lab.talosconfig, { now: Date.now() }),
        endpoints: [endpoint],
      },
      { now: Date.now },
    );

  beforeAll(async () => {
    lab = await startTestTalos(['cp-01', 'cp-02', 'cp-03']);
    sandbox = await clientOf(lab.endpoints.get('cp-01')!);
    const definitions = await sandbox.list('', DEFINITIONS);
    for (const { spec } of definitions) {
      const { resourceType, defaultNamespace } = spec as {
        resourceType: string;
        defaultNamespace: string;
      };
      if (!CONNECTED.includes(resourceType)) {
        kinds.push({ type: resourceType, namespace: defaultNamespace });
      }
    }
    const resources: TalosResource[] = [];
    for (const kind of kinds) {
      resources.push(...(await listOf(sandbox, kind)));
    }
    for (const rpc of TALOS_RPCS) {
      said.set(rpc, await sandbox.call(rpc, ''));
    }
    words = {
      resources: resources.map(({ namespace, type, id, spec }) => ({
        namespace,
        type,
        id,
        spec: stringify(spec),
      })),
      answers: Object.fromEntries(
        [...said].map(([rpc, answer]) => [methodOf(rpc), [toJson(answer)]]),
      ),
    };
    const { certificate, key } = await lab.authority.issue({
      for: 'server',
      hosts: ['127.0.0.1', 'localhost'],
    });
    standIn = await RealTalosMachine.start(words, {
      ca: lab.authority.certificate,
      certificate,
      key,
    });
    real = await clientOf(standIn.endpoint);
    await waitFor('the stand-in to answer', async () => {
      if (!standIn.isRunning) {
        throw new Error(standIn.lastLines());
      }
      return (await real.list('', HOSTNAME)).length > 0;
    });
  });

  afterAll(async () => {
    real?.close();
    await standIn?.stop();
    sandbox?.close();
    await lab?.stop();
  });

  it('has resources of many types, all of which Talos knows', () => {
    expect(
      new Set(words.resources.map(({ type }) => type)).size,
    ).toBeGreaterThan(15);
  });

  it('gives every list as Talos gives it', async () => {
    const listsOf = async (client: TalosClient) => {
      const lists = new Map<string, unknown[]>();
      for (const kind of kinds) {
        const found = await listOf(client, kind);
        // Talos sorts by id, and does not promise to.
        lists.set(
          kind.type,
          found.map(essence).sort((one, other) => (one.id < other.id ? -1 : 1)),
        );
      }
      return lists;
    };
    expect(await listsOf(sandbox)).toEqual(await listsOf(real));
  });

  it.each(TALOS_RPCS)('answers %s in the messages of Talos', async rpc => {
    expect(await real.call(rpc, '')).toEqual(said.get(rpc));
  });

  it('is told of a change by both', async () => {
    const seen: unknown[] = [];
    const controller = new AbortController();
    const watching = real.watch('', HOSTNAME, {
      signal: controller.signal,
      onChange: change =>
        seen.push(
          change.kind === 'bootstrapped'
            ? change.resources.map(({ spec }) => spec)
            : change.kind === 'put' && change.resource.spec,
        ),
    });
    await waitFor('the whole', () => seen.length === 1);
    standIn.say({
      ...words,
      resources: words.resources.map(each =>
        each.type === HOSTNAME.type
          ? {
              ...each,
              spec: stringify({ hostname: 'renamed', domainname: '' }),
            }
          : each,
      ),
    });
    await waitFor('the change', () => seen.length === 2);
    controller.abort();
    await watching;
    expect(seen).toEqual([
      [expect.objectContaining({ hostname: 'cp-01' })],
      expect.objectContaining({ hostname: 'renamed' }),
    ]);
  });
});
