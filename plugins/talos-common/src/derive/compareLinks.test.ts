import { machine, resource, seen } from '../__testUtils__/snapshots';
import type { DeclaredLink, DeclaredMachine } from '../facts/snapshots';
import { readMachine } from '../read/readMachine';
import { compareMachine } from './compareDeclared';

const at = <T>(value: T, line = 1) => ({ value, file: 'net.yaml', line });

const CARD = {
  type: 'ether',
  kind: '',
  operationalState: 'up',
  linkState: true,
  mtu: 1500,
};

const LINKS = seen(
  resource('enp1s0', {
    ...CARD,
    alias: 'net0',
    index: 2,
    hardwareAddr: '02:00:00:00:00:01',
    permanentAddr: '02:00:00:00:00:01',
    driver: 'igc',
  }),
  resource('enp2s0', {
    ...CARD,
    index: 3,
    masterIndex: 5,
    permanentAddr: '02:00:00:00:00:02',
    driver: 'ixgbe',
  }),
  resource('enp3s0', {
    ...CARD,
    index: 4,
    masterIndex: 5,
    permanentAddr: '02:00:00:00:00:03',
    driver: 'ixgbe',
  }),
  resource('bond0', {
    ...CARD,
    index: 5,
    kind: 'bond',
    mtu: 9000,
    bondMaster: { mode: '802.3ad' },
  }),
  resource('bond0.20', {
    ...CARD,
    index: 6,
    linkIndex: 5,
    kind: 'vlan',
    vlan: { vlanID: 20 },
  }),
);

const facts = (links: typeof LINKS | undefined = LINKS) =>
  readMachine(
    machine('worker-01', '10.0.0.11', {
      parts: {
        ...(links ? { links } : {}),
        addresses: seen(
          resource('a', {
            address: '10.0.0.11/24',
            linkName: 'enp1s0',
            scope: 'global',
          }),
        ),
      },
    }),
  );

const link = (
  name: string,
  rest: Partial<DeclaredLink> = {},
): DeclaredLink => ({ name: at(name, 7), reference: { name }, ...rest });

const compare = (links: readonly DeclaredLink[], machineFacts = facts()) => {
  const declared: DeclaredMachine = { name: at('worker-01'), links };
  return compareMachine(machineFacts, declared);
};

/** What makes the tree whole, so that nothing is on the machine alone. */
const BOND = link('bond0', { kind: 'bond' });
const VLAN = link('bond0.20', { kind: 'vlan' });

const tell = (...args: Parameters<typeof compare>) =>
  compare(...args).map(
    ({ verdict, what, declared, live }) =>
      `${verdict} ${what}: ${declared} / ${live}`,
  );

describe('links against Git', () => {
  it('says nothing of what is the same', () => {
    expect(
      tell([
        link('net0', { mtu: at(1500), addresses: at(['10.0.0.11/24']) }),
        link('bond0', {
          kind: 'bond',
          mtu: at(9000),
          bondMode: at('802.3ad'),
          members: at([
            { name: 'enp3s0' },
            { selector: { permanentAddr: '02:00:00:00:00:02' } },
          ]),
        }),
        link('bond0.20', {
          kind: 'vlan',
          vlanId: at(20),
          parent: at({ name: 'bond0' }),
        }),
      ]),
    ).toEqual([]);
  });

  it.each<[string, DeclaredLink, string]>([
    [
      'another MTU',
      link('net0', { mtu: at(9000, 9) }),
      'differs link net0: MTU: 9000 / 1500',
    ],
    [
      'an address that is not there',
      link('net0', { addresses: at(['10.0.0.11/16'], 9) }),
      'differs link net0: address 10.0.0.11/16: 10.0.0.11/16 / 10.0.0.11/24',
    ],
    [
      'a link that is not there',
      link('net9', { name: at('net9', 9) }),
      'onlyInGit link net9: net9 / undefined',
    ],
    [
      'a bond that is a card',
      link('net0', { kind: 'bond', name: at('net0', 9) }),
      'differs link net0: a bond / a card',
    ],
  ])('%s', (_, declared, expected) => {
    expect(tell([declared, BOND, VLAN])).toEqual([expected]);
    expect(compare([declared, BOND, VLAN])[0]).toMatchObject({
      severity: 'warning',
      file: 'net.yaml',
      line: 9,
    });
  });

  it.each<[string, Partial<DeclaredLink>, string]>([
    [
      'another mode',
      { bondMode: at('active-backup') },
      'differs link bond0: bond mode: active-backup / 802.3ad',
    ],
    [
      'a member that is not in it',
      { members: at([{ name: 'enp2s0' }, { name: 'net0' }]) },
      'differs link bond0: members: enp2s0, net0 / enp2s0, enp3s0',
    ],
    [
      'a member that is missing in Git',
      { members: at([{ name: 'enp2s0' }]) },
      'differs link bond0: members: enp2s0 / enp2s0, enp3s0',
    ],
    [
      'members that only the machine can tell',
      { members: at([{ selector: { firmwareVersion: '1' } }]) },
      'notKnown link bond0: members: firmwareVersion 1 / undefined',
    ],
  ])('of a bond: %s', (_, rest, expected) => {
    expect(tell([link('bond0', { kind: 'bond', ...rest }), VLAN])).toEqual([
      expected,
    ]);
  });

  it('finds a VLAN by its number and the link below it', () => {
    const vlan = (id: number, parent: string) =>
      link(`x.${id}`, {
        reference: {},
        kind: 'vlan',
        vlanId: at(id),
        parent: at({ name: parent }),
      });
    expect(tell([BOND, vlan(20, 'bond0')])).toEqual([]);
    expect(tell([BOND, vlan(30, 'bond0')])).toEqual([
      'onlyInGit link x.30: x.30 / undefined',
      'onlyLive link bond0.20: undefined / bond0.20',
    ]);
  });

  it.each([
    [{ permanentAddr: '02:00:00:00:00:01' }, []],
    [{ hardwareAddr: '02:00:00:*:01', driver: 'igc' }, []],
    [{ permanentAddr: '02:00:00:00:00:01', driver: 'ixgbe' }, ['onlyInGit']],
    [{ firmwareVersion: '1' }, ['notKnown']],
    [{}, ['notKnown']],
  ])('finds a card by %j', (selector, verdicts) => {
    const declared = link('card', { reference: { selector } });
    expect(
      compare([declared, BOND, VLAN]).map(({ verdict }) => verdict),
    ).toEqual(verdicts);
  });

  it('names what a config made that Git does not ask for', () => {
    expect(compare([link('net0'), BOND])).toMatchObject([
      { verdict: 'onlyLive', severity: 'info', live: 'bond0.20' },
    ]);
    expect(compare([])).toEqual([]);
  });

  it('is unknown where nothing was read, and where it was seen too long ago', () => {
    expect(
      compare([link('net0')], readMachine(machine('w', '10.0.0.11'))),
    ).toContainEqual(
      expect.objectContaining({
        what: 'link net0',
        verdict: 'notKnown',
        severity: 'unknown',
      }),
    );
    const late = facts({ ...LINKS, status: 'stale' });
    expect(
      compare([link('net0', { mtu: at(9000) }), BOND, VLAN], late),
    ).toMatchObject([{ verdict: 'differs', severity: 'unknown' }]);
  });
});
