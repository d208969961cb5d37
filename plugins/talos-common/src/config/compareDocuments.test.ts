import fc from 'fast-check';
import { readMachine } from '../read/readMachine';
import { controlPlane, machine } from '../__testUtils__/snapshots';
import { compareDocuments } from './compareDocuments';
import type {
  DeclaredDocument,
  DeclaredValue,
  LiveDocument,
  MachineConfigSnapshot,
} from './documents';
import { withoutSecrets } from './withoutSecrets';

const WORKER = readMachine(machine('worker-01', '10.0.0.11'));
const PLANE = readMachine(controlPlane(0));

const live = (
  documents: readonly LiveDocument[],
  rest: Partial<MachineConfigSnapshot> = {},
): MachineConfigSnapshot => ({ status: 'live', documents, ...rest });

const v1alpha1 = (value: unknown): LiveDocument => ({
  kind: 'v1alpha1',
  value: withoutSecrets(value),
});

const document = (
  values: ReadonlyArray<Omit<DeclaredValue, 'line'>>,
  rest: Partial<DeclaredDocument> = {},
): DeclaredDocument => ({
  scope: 'all',
  kind: 'v1alpha1',
  file: 'patches/a.yaml',
  line: 1,
  values: values.map((value, index) => ({ line: index + 2, ...value })),
  ...rest,
});

const compare = (
  config: MachineConfigSnapshot | undefined,
  documents: readonly DeclaredDocument[],
  facts = WORKER,
) => compareDocuments(facts, config, { documents, hasSource: true });

const tell = (...args: Parameters<typeof compare>) =>
  compare(...args).map(
    ({ verdict, what, declared, live: has }) =>
      `${verdict} ${what}: ${declared} / ${has}`,
  );

const MTU = { path: ['machine', 'mtu'], value: 9000 };

describe('compareDocuments', () => {
  it.each<[string, unknown, Omit<DeclaredValue, 'line'>, string[]]>([
    ['the same', { machine: { mtu: 9000 } }, MTU, []],
    ['a word and its text', { machine: { mtu: '9000' } }, MTU, []],
    [
      'another value',
      { machine: { mtu: 1500 } },
      MTU,
      ['differs v1alpha1: machine.mtu: 9000 / 1500'],
    ],
    [
      'a field that is not there',
      { machine: {} },
      MTU,
      ['onlyInGit v1alpha1: machine.mtu: 9000 / undefined'],
    ],
    [
      'a duration in another form',
      { timeout: '2m0s' },
      { path: ['timeout'], value: '2m' },
      [],
    ],
    [
      'a list that other patches made longer',
      { servers: ['a', 'b', 'c'] },
      { path: ['servers'], value: ['c', 'a'] },
      [],
    ],
    [
      'a list that lacks one',
      { servers: ['a'] },
      { path: ['servers'], value: ['a', 'b'] },
      ['differs v1alpha1: servers: ["a","b"] / ["a"]'],
    ],
    [
      'a list of things with defaults',
      { routes: [{ gateway: '10.0.0.1', metric: 1024 }] },
      { path: ['routes'], value: [{ gateway: '10.0.0.1' }] },
      [],
    ],
    [
      'what Git takes away, and is gone',
      { labels: {} },
      { path: ['labels', 'x'], value: undefined, isDeleted: true },
      [],
    ],
    [
      'what Git takes away, and is there',
      { labels: { x: '' } },
      { path: ['labels', 'x'], value: undefined, isDeleted: true },
      ['differs v1alpha1: labels.x: not there / '],
    ],
  ])('%s', (_, value, declared, expected) => {
    expect(tell(live([v1alpha1(value)]), [document([declared])])).toEqual(
      expected,
    );
  });

  it('finds a document by kind and name, and leads to its line', () => {
    const rows = compare(
      live([
        { kind: 'LinkConfig', name: 'net0', value: { mtu: 1500 } },
        { kind: 'LinkConfig', name: 'net1', value: { mtu: 9000 } },
      ]),
      [
        document([{ path: ['mtu'], value: 9000 }], {
          kind: 'LinkConfig',
          name: 'net0',
        }),
        document([], { kind: 'LinkConfig', name: 'net1' }),
      ],
    );
    expect(rows).toMatchObject([
      {
        machine: 'worker-01',
        what: 'LinkConfig net0: mtu',
        file: 'patches/a.yaml',
        line: 2,
      },
    ]);
  });

  it('tells documents of one side only', () => {
    expect(
      tell(live([{ kind: 'BondConfig', name: 'b', value: {} }]), [
        document([], { kind: 'VLANConfig', name: 'v' }),
      ]),
    ).toEqual([
      'onlyInGit document VLANConfig v: VLANConfig v / undefined',
      'onlyLive document BondConfig b: undefined / BondConfig b',
    ]);
  });

  it('needs no source for what is generated', () => {
    expect(
      tell(live([{ kind: 'KubePrismConfig', value: {} }, v1alpha1({})]), []),
    ).toEqual([]);
  });

  it.each([
    ['all', true, true],
    ['controlPlane', true, false],
    ['worker', false, true],
    [{ machine: 'worker-01' }, false, true],
    [{ machine: 'other' }, false, false],
  ] as const)(
    'takes a patch for %j where it belongs',
    (scope, plane, worker) => {
      const patch = document([MTU], { scope });
      const config = live([v1alpha1({})]);
      expect(tell(config, [patch], PLANE).length > 0).toBe(plane);
      expect(tell(config, [patch], WORKER).length > 0).toBe(worker);
    },
  );

  it('says that nothing can be reproduced where Git has no source', () => {
    const rows = compareDocuments(WORKER, undefined, {
      documents: [],
      hasSource: false,
    });
    expect(rows).toMatchObject([
      {
        verdict: 'onlyLive',
        sentence: expect.stringContaining('can not be reproduced from Git'),
      },
    ]);
  });

  it('compares nothing without a credential, and says what can not be read', () => {
    expect(compare(undefined, [document([MTU])])).toEqual([]);
    expect(
      compare({ status: 'forbidden', message: 'The role is too weak.' }, []),
    ).toMatchObject([
      {
        severity: 'unknown',
        sentence: 'Its documents can not be compared. The role is too weak.',
      },
    ]);
  });

  it('says that a config waits for a reboot', () => {
    expect(compare(live([v1alpha1({})], { isStaged: true }), [])).toMatchObject(
      [{ sentence: expect.stringContaining('next reboot') }],
    );
  });

  it('shows no value that may be secret, and keeps none that is', () => {
    const word = 'swordfish';
    const config = live([
      v1alpha1({
        machine: {
          token: word,
          ca: { crt: word, key: word },
          files: [{ content: word }],
          env: { PASSWORD: word, HTTP_PROXY: word },
          registries: { config: { r: { auth: { password: word } } } },
        },
        cluster: {
          aescbcEncryptionSecret: word,
          secretboxEncryptionSecret: word,
        },
      }),
    ]);
    const rows = compare(config, [
      document([
        { path: ['machine', 'token'], value: 'a' },
        { path: ['machine', 'env', 'HTTP_PROXY'], value: 'a' },
        { path: ['machine', 'files'], value: [{ content: 'a' }] },
        { path: ['machine', 'files', 'content'], value: 'a' },
      ]),
    ]);
    expect(rows.map(({ what }) => what)).toContain(
      'v1alpha1: machine.env.HTTP_PROXY',
    );
    expect(JSON.stringify(rows)).not.toContain(word);
    expect(JSON.stringify(config.documents)).toContain('(hidden)');
    expect(
      JSON.stringify(
        withoutSecrets({ ca: { key: word }, a: [{ token: word }] }),
      ),
    ).not.toContain(word);
  });

  it.each([
    'https://factory.example/api?jointoken=swordfish',
    'http://me:swordfish@proxy.example:3128',
  ])('shows no address that carries a secret: %s', apiUrl => {
    const [row] = compare(
      live([{ kind: 'SideroLinkConfig', value: { apiUrl } }]),
      [
        document([{ path: ['apiUrl'], value: 'https://other.example' }], {
          kind: 'SideroLinkConfig',
        }),
      ],
    );
    expect(row).toMatchObject({ declared: 'https://other.example' });
    expect(JSON.stringify(row)).not.toContain('swordfish');
    expect(JSON.stringify(withoutSecrets({ apiUrl }))).not.toContain(
      'swordfish',
    );
  });

  it('never throws, whatever a machine has', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 3 }), value => {
        const rows = compare(live([v1alpha1(value)]), [document([MTU])]);
        expect(rows).toHaveLength(1);
      }),
    );
  });
});
