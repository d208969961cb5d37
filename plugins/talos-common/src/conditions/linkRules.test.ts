import { deriveMachineDetail } from '../derive/deriveMachineDetail';
import type { DeclaredLink, TalosPartSnapshot } from '../facts/snapshots';
import { judgeTalos } from '../judge/judgeTalos';
import {
  cluster,
  machine,
  NOW,
  resource,
  seen,
  state,
} from '../__testUtils__/snapshots';
import { told } from '../__testUtils__/told';
import { withoutRunbook } from '../__testUtils__/runbooks';

const at = <T>(value: T, line = 7) => ({ value, file: 'net.yaml', line });

const card = (id: string, index: number, rest: object = {}) =>
  resource(id, {
    type: 'ether',
    kind: '',
    index,
    operationalState: 'up',
    linkState: true,
    speedMbit: 2500,
    duplex: 'Full',
    mtu: 1500,
    driver: 'igc',
    pciID: '8086:15F3',
    ...rest,
  });

const DOWN = { operationalState: 'down', linkState: false, speedMbit: 0 };

const bond = (rest: object = {}) =>
  resource('bond0', {
    type: 'ether',
    kind: 'bond',
    index: 5,
    operationalState: 'up',
    linkState: true,
    bondMaster: { mode: '802.3ad' },
    ...rest,
  });

/** A worker with these links beside one whose card is well. */
function judge(
  links: TalosPartSnapshot,
  options: { declared?: DeclaredLink[]; peer?: object; address?: string } = {},
) {
  const { declared, peer = {}, address = 'eth0' } = options;
  return judgeTalos(
    [
      cluster(
        [
          machine('worker-01', '10.0.0.11', {
            parts: { links: seen(card('eth0', 2, peer)) },
          }),
          machine('worker-02', '10.0.0.12', {
            parts: {
              links,
              addresses: seen(
                resource('a', {
                  address: '10.0.0.12/24',
                  linkName: address,
                  scope: 'global',
                }),
              ),
            },
          }),
        ],
        declared && {
          declared: {
            state: state(),
            machines: [
              { name: at('worker-01') },
              { name: at('worker-02'), links: declared },
            ],
          },
        },
      ),
    ],
    { now: NOW },
  ).clusters[0];
}

const conditionsOf = (...args: Parameters<typeof judge>) =>
  judge(...args).conditions.filter(({ id }) => /\/(link|bond)-/.test(id));

const named = (name: string, rest: Partial<DeclaredLink> = {}) => ({
  name: at(name),
  reference: { name },
  ...rest,
});

describe('links', () => {
  it.each<[string, Parameters<typeof judge>, string[]]>([
    ['a card that is well', [seen(card('eth0', 2))], []],
    [
      'no signal where an address is',
      [seen(card('eth0', 2, DOWN))],
      ['error link-down/eth0: state: down; it carries 10.0.0.12/24'],
    ],
    [
      'no signal on a card that nobody uses',
      [seen(card('eth0', 2), card('eth1', 3, DOWN))],
      [],
    ],
    [
      'no signal on a card that Git has',
      [
        seen(card('eth0', 2), card('eth1', 3, { ...DOWN, alias: 'net1' })),
        { declared: [named('net1')] },
      ],
      ['warning link-down/eth1: state: down; Git has it as net1'],
    ],
    [
      'no signal below a VLAN',
      [
        seen(
          card('eth1', 3, DOWN),
          resource('eth1.20', { kind: 'vlan', index: 9, linkIndex: 3 }),
        ),
        { address: 'eth1.20' },
      ],
      [
        'error link-down/eth1: state: down; eth1.20, which is on it, carries 10.0.0.12/24',
      ],
    ],
    [
      'a driver that does not tell its signal',
      [seen(card('eth0', 2, { linkState: false }))],
      [],
    ],
    [
      'two pairs of wires',
      [seen(card('eth0', 2, { speedMbit: 100, duplex: 'Half' }))],
      [
        'warning link-slow/eth0: speed: 100 Mbit/s, half duplex; the same make of card runs at 2.5 Gbit/s on worker-01',
      ],
    ],
    [
      'half duplex, and no card to compare with',
      [seen(card('eth0', 2, { pciID: '10EC:8168', duplex: 'Half' }))],
      ['warning link-slow/eth0: speed: 2.5 Gbit/s, half duplex'],
    ],
    [
      'a slower switch is no fault',
      [seen(card('eth0', 2, { speedMbit: 1000 }))],
      [
        'info link-slow/eth0: speed: 1 Gbit/s; the same make of card runs at 2.5 Gbit/s on worker-01',
      ],
    ],
    [
      'a card of another make may be slower',
      [
        seen(card('eth0', 2, { speedMbit: 1000 })),
        { peer: { pciID: '8086:125C' } },
      ],
      [],
    ],
    [
      'cards whose make is not known are not compared',
      [
        seen(card('eth0', 2, { speedMbit: 100, pciID: undefined })),
        { peer: { pciID: undefined } },
      ],
      [],
    ],
    [
      'a card that tells no speed, as virtual ones',
      [seen(card('eth0', 2, { speedMbit: undefined, duplex: 'Unknown' }))],
      [],
    ],
    [
      'one member of a bond is down',
      [
        seen(
          card('eth0', 2, { masterIndex: 5, ...DOWN }),
          card('eth1', 3, { masterIndex: 5 }),
          bond(),
        ),
        { address: 'bond0' },
      ],
      ['warning bond-degraded/bond0: eth0 is down; up: eth1'],
    ],
    [
      'all members of a bond are down',
      [
        seen(card('eth0', 2, { masterIndex: 5, ...DOWN }), bond(DOWN)),
        { address: 'bond0' },
      ],
      ['error bond-degraded/bond0: eth0 is down; up: none'],
    ],
    [
      'a member that Git has is gone, and another not in it',
      [
        seen(card('eth0', 2), card('eth1', 3, { masterIndex: 5 }), bond()),
        {
          declared: [
            named('bond0', {
              kind: 'bond',
              members: at([
                { name: 'eth0' },
                { name: 'eth1' },
                { name: 'eth2' },
              ]),
            }),
          ],
        },
      ],
      [
        'warning bond-degraded/bond0: eth0 is not in it, and Git says that it is; eth2 is not there; up: eth1',
      ],
    ],
    [
      'another MTU than Git says',
      [seen(card('eth0', 2)), { declared: [named('eth0', { mtu: at(9000) })] }],
      [
        'warning link-mtu/eth0: Git says 9000, the machine has 1500.; net.yaml:7',
      ],
    ],
    [
      'a card that Git has is gone',
      [seen(card('eth0', 2)), { declared: [named('eth7')] }],
      [
        'warning link-missing/eth7: Git has the link eth7, and the machine has none like it.; net.yaml:7',
      ],
    ],
  ])('%s', (_, args, expected) => {
    expect(told(conditionsOf(...args))).toEqual(expected);
    expect(withoutRunbook(conditionsOf(...args))).toEqual([]);
  });

  it('are on the page of the machine as they are judged', () => {
    const only = judge(
      seen(card('eth0', 2, DOWN), card('eth1', 3, DOWN), card('eth2', 4)),
    );
    const { links, row } = deriveMachineDetail(only.machines[1], only);
    expect(links?.map(({ id, severity }) => [id, severity])).toEqual([
      ['eth0', 'error'],
      ['eth1', 'info'],
      ['eth2', 'ok'],
    ]);
    expect(row.status).toBe('Degraded');
  });

  it('that were never read are no trouble, and not said to be well', () => {
    const only = judge({ status: 'forbidden', message: 'no' });
    expect(only.machines[1].conditions).toEqual([]);
    expect(deriveMachineDetail(only.machines[1], only).links).toBeUndefined();
  });
});
