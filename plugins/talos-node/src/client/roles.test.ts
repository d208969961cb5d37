import { status } from '@grpc/grpc-js';
import {
  mayCallRpc,
  RPC_ROLES,
  TALOS_ROLES,
  TALOS_STREAM_RPCS,
  type AnyTalosRpc,
  type TalosActionRpc,
  type TalosStreamRpc,
} from '@homestage/backstage-plugin-talos-common';
import { startTestTalos, type TestTalos } from '@homestage/sandbox/testUtils';
import { readTalosconfig } from '../talosconfig/readTalosconfig';
import { TalosClient } from './TalosClient';

const RPCS = Object.keys(RPC_ROLES) as AnyTalosRpc[];
const isStream = (rpc: AnyTalosRpc): rpc is TalosStreamRpc =>
  (TALOS_STREAM_RPCS as readonly string[]).includes(rpc);

/** What a call needs so that it ends at once and changes nothing that lasts. */
const REQUESTS: Partial<Record<AnyTalosRpc, object>> = {
  containers: { namespace: 'k8s.io', driver: 1 },
  logs: { id: 'kubelet', tailLines: 1 },
  serviceRestart: { id: 'kubelet' },
};

describe.each(TALOS_ROLES)('a credential with the role %s', role => {
  let talos: TestTalos;
  let client: TalosClient;

  beforeAll(async () => {
    talos = await startTestTalos(['cp-01']);
    const { certificate, key } = await talos.authority.issue({
      for: 'client',
      roles: [role],
      days: 1,
    });
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const now = () => new Date().getTime();
    const talosconfig = talos.talosconfig
      .replace(/crt: \S+/, `crt: ${base64(certificate)}`)
      .replace(/key: \S+/, `key: ${base64(key)}`);
    client = new TalosClient(readTalosconfig(talosconfig, { now: now() }), {
      now,
    });
  });
  afterAll(async () => {
    client?.close();
    await talos?.stop();
  });

  const isRefused = async (rpc: AnyTalosRpc) => {
    try {
      if (!isStream(rpc)) {
        await client.call(rpc as TalosActionRpc, '10.0.0.1', {
          request: REQUESTS[rpc] ?? {},
        });
        return false;
      }
      for await (const _ of client.stream(rpc, '10.0.0.1', {
        request: { tailEvents: 1, ...REQUESTS[rpc] },
      })) {
        break;
      }
      return false;
    } catch (error) {
      return (error as { code?: number }).code === status.PERMISSION_DENIED;
    }
  };

  // The lab keeps a table of its own, so that the two prove each other. A reboot is
  // the last, since the machine goes away.
  it.each(
    [...RPCS].sort((a, b) => Number(a === 'reboot') - Number(b === 'reboot')),
  )('may call %s as the table says', async rpc => {
    expect(await isRefused(rpc)).toBe(!mayCallRpc(rpc, [role]));
  });
});
