import { mockServices } from '@backstage/backend-test-utils';
import { deriveMachineRows } from '@homestage/backstage-plugin-talos-common';
import type { Talosconfig } from '@homestage/backstage-plugin-talos-node';
import { waitFor } from '@homestage/sandbox/testUtils';
import { systemTimers } from '@homestage/backstage-plugin-lab-node';
import { ClusterFollower } from './ClusterFollower';
import { TalosModelSource } from './TalosModelSource';
import { TalosService } from './TalosService';
import type { TalosReader } from './TalosReader';

const MACHINES = Array.from(
  { length: 50 },
  (_, index) => `10.0.0.${index + 1}`,
);
const HANGING = new Set(MACHINES.slice(0, 5));
const REFUSING = new Set(MACHINES.slice(5, 10));

const refused = () =>
  Promise.reject(
    Object.assign(new Error('refused'), { code: 14, details: 'ECONNREFUSED' }),
  );

/** Ends only when it is told to. */
const hang = (signal?: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(new Error('aborted')));
  });

/** Fifty machines, as a client shows them. */
function fiftyMachines(): TalosReader & { calls: number; hanging: number } {
  return {
    calls: 0,
    /** Calls that wait for a machine right now. */
    hanging: 0,
    call(rpc, node, options) {
      this.calls += 1;
      if (HANGING.has(node)) {
        this.hanging += 1;
        return hang(options?.signal).finally(() => {
          this.hanging -= 1;
        });
      }
      if (REFUSING.has(node)) {
        return refused();
      }
      return Promise.resolve({
        messages: [rpc === 'version' ? { version: { tag: 'v1.13.9' } } : {}],
      });
    },
    list: async () => [],
    async watch(_node, { type, namespace }, { signal, onChange }) {
      const isStatus = type.startsWith('MachineStatuses');
      const resource = {
        namespace,
        type,
        id: 'machine',
        version: '1',
        phase: 'running',
        spec: { stage: 'running', status: { ready: true } },
      };
      onChange({
        kind: 'bootstrapped',
        resources: isStatus ? [resource] : [],
      });
      await hang(signal).catch(() => {});
    },
    close() {},
  };
}

describe('50 machines of which 5 hang and 5 refuse', () => {
  const client = fiftyMachines();
  let follower: ClusterFollower;
  let service: TalosService;
  let models: TalosModelSource;

  beforeAll(async () => {
    follower = new ClusterFollower({
      settings: { name: 'lab', talosconfig: 'unused' },
      connect: () => client,
      timers: systemTimers,
      logger: mockServices.logger.mock(),
      onChange: () => models.changed(),
    });
    models = new TalosModelSource({
      now: () => systemTimers.now(),
      snapshots: () => [follower.snapshot()],
    });
    service = new TalosService(models);
    follower.use({
      context: 'lab',
      endpoints: ['10.0.0.1:50000'],
      nodes: MACHINES,
      roles: [],
      certificates: [],
    } as unknown as Talosconfig);
    await waitFor(() => models.read().model, {
      until: model =>
        deriveMachineRows(model).filter(({ status }) => status === 'Running')
          .length === 40,
      show: model =>
        JSON.stringify(deriveMachineRows(model).map(({ status }) => status)),
    });
  });
  afterAll(() => follower.stop());

  it('shows the forty, and the five that refuse as not reachable', () => {
    const counts = service.summary().body().summary.machines.counts;
    expect(counts).toMatchObject({ Running: 40, Unreachable: 5, Unknown: 5 });
  });

  it('answers from memory while they hang, and asks no machine because of it', () => {
    const before = { calls: client.calls, hanging: client.hanging };
    expect(before.hanging).toBeGreaterThanOrEqual(HANGING.size);
    models.changed();
    // A body that is there at once waited for nobody.
    expect(service.machines().body().rows).toHaveLength(MACHINES.length);
    expect(service.summary().body().summary.machines.total).toBe(50);
    expect({ calls: client.calls, hanging: client.hanging }).toEqual(before);
  });

  it('goes on asking the others meanwhile', async () => {
    const before = client.calls;
    const after = await waitFor(() => client.calls, {
      until: calls => calls > before,
    });
    expect(after).toBeGreaterThan(before);
    expect(client.hanging).toBeGreaterThanOrEqual(HANGING.size);
  });
});
