import {
  mayCallRpc,
  RPC_ROLES,
  TALOS_READ_FEATURES,
  type TalosFeature,
} from '../roles/rpcRoles';
import { talosPermissions } from '../permissions';
import type { EtcdCluster, EtcdMemberRow } from '../contract/etcd';
import { actionCommand } from './actionCommand';
import { actionRequestSchema, type ActionRequest } from './actionContract';
import {
  deriveActionStates,
  type ActionCircumstances,
} from './deriveActionStates';
import { planDefragment, snapshotMember } from './planDefragment';
import { TALOS_ACTION_IDS, TALOS_ACTIONS } from './talosActions';

const FEATURES: Array<[string, TalosFeature]> = [
  ...Object.entries(TALOS_READ_FEATURES),
  ...Object.entries(TALOS_ACTIONS),
];

describe('the features', () => {
  it.each(FEATURES)('%s calls only what its role may', (_, feature) => {
    for (const rpc of feature.rpcs) {
      expect([rpc, mayCallRpc(rpc, [feature.role])]).toEqual([rpc, true]);
    }
  });

  it('declare every RPC that there is', () => {
    const declared = new Set(FEATURES.flatMap(([, { rpcs }]) => [...rpcs]));
    expect(
      Object.keys(RPC_ROLES).filter(rpc => !declared.has(rpc as never)),
    ).toEqual([]);
  });

  it('that read do so with os:reader', () => {
    for (const { role } of Object.values(TALOS_READ_FEATURES)) {
      expect(role).toBe('os:reader');
    }
  });

  it('that act have a permission each, which is not one to read', () => {
    const permissions = Object.values(TALOS_ACTIONS).map(
      ({ permission }) => permission,
    );
    expect(new Set(permissions.map(({ name }) => name)).size).toBe(
      TALOS_ACTION_IDS.length,
    );
    for (const permission of permissions) {
      expect(talosPermissions).toContain(permission);
      expect(permission.attributes.action).not.toBe('read');
    }
  });
});

describe('deriveActionStates', () => {
  const fine: ActionCircumstances = {
    cluster: 'lab',
    isEnabled: true,
    isReadOnly: false,
    roles: ['os:operator'],
    permitted: new Set(TALOS_ACTION_IDS),
  };
  const stateOf = (id: string, change: Partial<ActionCircumstances>) =>
    deriveActionStates({ ...fine, ...change }).find(one => one.id === id);

  it('allows everything to an operator with the role', () => {
    expect(deriveActionStates(fine).every(one => one.isAllowed)).toBe(true);
  });

  it.each<[string, Partial<ActionCircumstances>, string]>([
    ['off', { isEnabled: false }, 'homestage.talos.actions.enabled: true'],
    ['read-only', { isReadOnly: true }, 'homestage.readOnly: true'],
    [
      'without the permission',
      { permitted: new Set() },
      'talos.machine.reboot',
    ],
    [
      'without a credential',
      { roles: undefined, fault: 'The talosconfig is empty.' },
      'on lab can not be used: The talosconfig is empty.',
    ],
    [
      'with the role of a reader',
      { roles: ['os:reader'] },
      'role os:reader, which is too weak. Make one with talosctl config new --roles os:operator',
    ],
  ])('says why not when it is %s, and what to do', (_, change, words) => {
    expect(stateOf('reboot', change)).toMatchObject({
      isAllowed: false,
      reason: expect.stringContaining(words),
    });
  });

  it('lets the role of snapshots take them, and nothing more', () => {
    const roles = ['os:etcd:backup'];
    expect(stateOf('etcdSnapshot', { roles })?.isAllowed).toBe(true);
    expect(stateOf('etcdDefragment', { roles })?.isAllowed).toBe(false);
  });
});

describe('planDefragment', () => {
  const member = (
    name: string,
    change: Partial<EtcdMemberRow> = {},
  ): EtcdMemberRow => ({
    id: name,
    name,
    node: `10.0.0.${name.slice(-1)}`,
    severity: 'ok',
    state: change.isLeader ? 'leads' : 'follows',
    isLeader: false,
    isLearner: false,
    alarms: [],
    errors: [],
    ...change,
  });
  const etcd = (
    members: EtcdMemberRow[],
    change: Partial<EtcdCluster> = {},
  ): EtcdCluster => ({
    cluster: 'lab',
    severity: 'ok',
    sentence: '',
    members,
    voters: members.length,
    healthyVoters: members.length,
    quotaBytes: 1,
    isQuotaKnown: true,
    snapshot: '',
    ...change,
  });
  const three = [
    member('cp-1', { isLeader: true }),
    member('cp-2'),
    member('cp-3'),
  ];

  it('takes the leader last', () => {
    expect(
      planDefragment(etcd(three)).members?.map(({ name }) => name),
    ).toEqual(['cp-2', 'cp-3', 'cp-1']);
  });

  it.each<[string, EtcdCluster | undefined, string]>([
    ['no etcd', undefined, 'No etcd was seen'],
    [
      'a member that does not answer',
      etcd(three, { healthyVoters: 2 }),
      'Only 2 of 3 members answer',
    ],
    [
      'a learner',
      etcd([...three, member('cp-4', { isLearner: true })]),
      'cp-4 still learns',
    ],
    ['no leader', etcd([member('cp-1')]), 'No member says who leads'],
    [
      'a member on no machine',
      etcd([...three, member('cp-4', { node: undefined })]),
      'on no machine that the portal asks',
    ],
  ])('refuses with %s', (_, cluster, words) => {
    expect(planDefragment(cluster).refusal).toContain(words);
  });

  it('takes a snapshot from a member that follows and answers', () => {
    const [leader, gone, follower] = [
      three[0],
      member('cp-2', { state: 'does not answer', severity: 'error' }),
      three[2],
    ];
    expect(snapshotMember(etcd([leader, gone, follower]))?.name).toBe('cp-3');
    expect(snapshotMember(etcd([leader, gone]))?.name).toBe('cp-1');
    expect(snapshotMember(etcd([gone]))).toBeUndefined();
  });
});

describe('actionCommand', () => {
  const requests: Array<[ActionRequest, string]> = [
    [
      { action: 'reboot', cluster: 'lab', node: '10.0.0.1' },
      'talosctl -n 10.0.0.1 reboot',
    ],
    [
      {
        action: 'restartService',
        cluster: 'lab',
        node: '10.0.0.1',
        service: 'kubelet',
      },
      'talosctl -n 10.0.0.1 service kubelet restart',
    ],
    [
      { action: 'etcdSnapshot', cluster: 'lab' },
      'talosctl -n 10.0.0.1 etcd snapshot etcd-lab.db',
    ],
    [
      { action: 'etcdDisarm', cluster: 'lab' },
      'talosctl -n 10.0.0.1 etcd alarm disarm',
    ],
  ];

  it.each(requests)('is that of talosctl for %j', (request, command) => {
    expect(actionRequestSchema.parse(request)).toEqual(request);
    expect(actionCommand(request, ['10.0.0.1'])).toBe(command);
  });

  it('is one line for each member', () => {
    expect(
      actionCommand({ action: 'etcdDefragment', cluster: 'lab' }, ['b', 'a']),
    ).toBe('talosctl -n b etcd defrag\ntalosctl -n a etcd defrag');
  });
});
