import { createHash } from 'node:crypto';
import {
  FetchTalosLiveClient,
  TALOS_ACTION_IDS,
  TALOS_ACTIONS,
  type ActionRequest,
  type ActionStep,
} from '@homestage/backstage-plugin-talos-common';
import { waitFor } from '@homestage/sandbox/testUtils';
import {
  LiveLab,
  type LiveBackend,
  type LiveOptions,
} from '../__testUtils__/LiveLab';
import { startTalosBackend } from '../__testUtils__/startTalosBackend';

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

let lab: LiveLab;

beforeAll(async () => {
  lab = await LiveLab.start();
});
afterAll(() => lab?.stop());

async function stepsOf(steps: AsyncIterable<ActionStep>) {
  const all: ActionStep[] = [];
  for await (const step of steps) {
    all.push(step);
  }
  return all;
}

describe('actions', () => {
  const post = (backend: LiveBackend, request: ActionRequest) =>
    backend.agent.post('/api/talos/actions').send(request);

  it('have a request each', () => {
    expect(REQUESTS.map(({ action }) => action)).toEqual(TALOS_ACTION_IDS);
  });

  it('are off unless switched on, and the page is told how', async () => {
    const { backend, client } = await lab.open();
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
    it.each<[string, LiveOptions, string]>([
      ['read-only', { isReadOnly: true }, 'homestage.readOnly'],
      ['with a reader', {}, 'talosctl config new --roles os:'],
    ])('are refused %s, each of them, and audited', async (_, how, words) => {
      const { backend, client } = await lab.open({
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
    let backend: LiveBackend;
    let client: FetchTalosLiveClient;

    beforeAll(async () => {
      ({ backend, client } = await lab.open({
        areActionsEnabled: true,
        actions: lab.talos.operatorTalosconfigFile,
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
              talosconfig: lab.talos.talosconfigFile,
              actions: { talosconfig: lab.talos.operatorTalosconfigFile },
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
      lab.talos.setPower('cp-03', false);
      await waitFor(() => backend.get('/etcd'), {
        until: ({ rows }) => rows[0].healthyVoters === 2,
      });
      const response = await post(backend, {
        action: 'etcdDefragment',
        cluster: 'lab',
      });
      lab.talos.setPower('cp-03', true);
      expect(response.status).toBe(409);
      expect(response.body.error.message).toContain('Only 2 of 3 members');
      await waitFor(() => backend.get('/etcd'), {
        until: ({ rows }) => rows[0].healthyVoters === 3,
      });
    });

    it('disarms alarms', async () => {
      lab.talos.setFault('cp-01', 'etcd-nospace', true);
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
