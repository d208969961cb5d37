import type {
  MachineSnapshot,
  TalosPartSnapshot,
} from '@homestage/backstage-plugin-talos-common';
import { BootHistory } from './BootHistory';

type Parts = MachineSnapshot['parts'];

const part = (spec: unknown, updated?: string): TalosPartSnapshot => ({
  status: 'live',
  resources: [
    {
      namespace: 'x',
      type: 'x',
      id: 'x',
      version: '1',
      phase: 'running',
      updated,
      spec,
    },
  ],
});

const ABSENT: TalosPartSnapshot = { status: 'absent' };
/** Since Talos 1.14, and before. */
const withId = (bootID: string): Parts => ({ bootId: part({ bootID }) });
const withoutId = (madeAt: string): Parts => ({
  bootId: ABSENT,
  machineType: part('worker', madeAt),
});

/** What was seen of these, one a minute. */
function seen(...looks: Parts[]) {
  const history = new BootHistory();
  looks.forEach((parts, minute) => history.look(parts, `minute ${minute}`));
  return history.boots;
}

describe('the boots of a machine', () => {
  it.each<[string, Parts[], ReturnType<typeof seen>]>([
    ['are not known before it says anything', [{}], undefined],
    [
      'are counted from the second on',
      [withId('a'), withId('a'), withId('b'), withId('b'), withId('c')],
      { since: 'minute 0', seenAt: ['minute 2', 'minute 4'] },
    ],
    [
      'are told by its state where there is no id',
      [withoutId('t1'), withoutId('t1'), withoutId('t2')],
      { since: 'minute 0', seenAt: ['minute 2'] },
    ],
    [
      'are not told twice where the id comes after the state',
      [
        { ...withId('a'), machineType: part('worker', 't1') },
        { bootId: { status: 'stale' }, machineType: part('worker', 't2') },
        { ...withId('b'), machineType: part('worker', 't2') },
      ],
      { since: 'minute 0', seenAt: ['minute 2'] },
    ],
    [
      'are told once it is known again that there is no id',
      [
        withoutId('t1'),
        { ...withoutId('t2'), bootId: { status: 'unreachable' } },
        withoutId('t2'),
      ],
      { since: 'minute 0', seenAt: ['minute 2'] },
    ],
    [
      'are not told by the first id that an upgrade brings',
      [
        withoutId('t1'),
        withoutId('t2'),
        { ...withId('a'), machineType: part('worker', 't2') },
      ],
      { since: 'minute 0', seenAt: ['minute 1'] },
    ],
  ])('%s', (_, looks, expected) => {
    expect(seen(...looks)).toEqual(expected);
  });

  it('are kept in bounds', () => {
    const looks = Array.from({ length: 500 }, (_, n) => withId(String(n)));
    const boots = seen(...looks);
    expect(boots?.seenAt).toHaveLength(20);
    expect(boots?.seenAt.at(-1)).toBe('minute 499');
  });
});
