import type { KubeObject } from '@homestage/backstage-plugin-lab-common';
import type { WrittenChange } from './EtcdHistory';
import { firstLoss, seenAlone } from './firstLoss';
import { Witness } from './Witness';

function object(name: string, version: number): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { namespace: 'default', name, resourceVersion: String(version) },
  };
}

const written = (
  name: string,
  version: number,
  isDeletion = false,
): WrittenChange => ({
  kind: 'ConfigMap',
  name: `default/${name}`,
  version,
  isDeletion,
});

const deleted = (name: string, version: number) => written(name, version, true);

function looksAt(...snapshots: KubeObject[][]) {
  const witness = new Witness();
  snapshots.forEach(items => witness.look('ConfigMap', items));
  return witness;
}

const [a1, b2] = [object('a', 1), object('b', 2)];

describe('a witness', () => {
  it('remembers what a look shows anew, and what it shows no more', () => {
    const { looks, gone } = looksAt(
      [a1, b2],
      [a1, b2],
      [object('a', 3), b2],
      [object('aa', 4), b2],
      [],
    );
    const sight = (name: string, version?: number) => ({
      name: `default/${name}`,
      version,
    });
    expect(looks.map(({ sights }) => sights)).toEqual([
      [sight('a', 1), sight('b', 2)],
      [sight('a', 3)],
      [sight('a'), sight('aa', 4)],
      [sight('aa'), sight('b')],
    ]);
    expect(gone).toBe(3);
  });
});

describe('firstLoss', () => {
  it('finds none when every change was seen, one by one or at once', () => {
    const { looks } = looksAt(
      [a1, b2],
      [object('a', 3), b2],
      [object('a', 5), object('b', 4)],
    );
    const changes = [written('a', 3), written('b', 4), written('a', 5)];
    expect(firstLoss(looks, changes)).toBeUndefined();
    expect(seenAlone(looks, changes)).toBe(3);
  });

  it('finds none when a change was only seen with the next of its object', () => {
    const { looks } = looksAt([a1, b2], [object('a', 4), b2]);
    const changes = [written('a', 3), written('a', 4)];
    expect(firstLoss(looks, changes)).toBeUndefined();
    expect(seenAlone(looks, changes)).toBe(1);
  });

  it('finds a change that was left out, also when it is made up for later', () => {
    const { looks } = looksAt(
      [a1, b2],
      [a1, object('b', 4)],
      [object('a', 5), object('b', 4)],
    );
    expect(
      firstLoss(looks, [written('a', 3), written('b', 4), written('a', 5)]),
    ).toBe(
      'ConfigMap default/a was shown at 1 beside others at 4, though it was changed at 3',
    );
  });

  it('finds an object that went back, also when it was gone between', () => {
    const { looks } = looksAt([object('a', 3)], [], [a1]);
    expect(firstLoss(looks, [deleted('a', 4)])).toBe(
      'ConfigMap default/a went back from 3 to 1',
    );
  });

  it('finds none when an object goes and comes, seen or not', () => {
    const { looks } = looksAt(
      [a1, b2],
      [b2],
      [object('a', 4), b2],
      // Made again at 7 and deleted again at 8, which nobody looked at.
      [object('b', 6)],
      [object('b', 9)],
    );
    const changes = [
      deleted('a', 3),
      written('a', 4),
      deleted('a', 5),
      written('b', 6),
      written('a', 7),
      deleted('a', 8),
      written('b', 9),
    ];
    expect(firstLoss(looks, changes)).toBeUndefined();
  });

  it.each([
    [
      'was deleted and is shown on beside what came later',
      [[a1, b2], [a1, object('b', 4)], [object('b', 4)]],
      [deleted('a', 3), written('b', 4)],
      'ConfigMap default/a was shown at 1 beside others at 4, though it was deleted at 3',
    ],
    [
      'was changed before another was seen to go',
      [[a1, b2], [a1]],
      [written('a', 3), deleted('b', 4)],
      'ConfigMap default/a was shown at 1 beside others at 4, though it was changed at 3',
    ],
    [
      'goes without having been deleted',
      [[a1, b2], [b2]],
      [],
      'ConfigMap default/a was not shown beside others at 2, though it was there at 1 and not deleted since',
    ],
    [
      'goes again and was deleted only once',
      [[a1], [], [object('a', 4)], []],
      [deleted('a', 3), written('a', 4)],
      'ConfigMap default/a was not shown beside others at 4, though it was there at 4 and not deleted since',
    ],
    [
      'was made before what is shown, and is not',
      [[b2], [object('b', 4)]],
      [written('a', 3), written('b', 4)],
      'ConfigMap default/a was not shown beside others at 4, though it was there at 3 and not deleted since',
    ],
  ])('finds an object that %s', (_what, snapshots, changes, loss) => {
    expect(firstLoss(looksAt(...snapshots).looks, changes)).toBe(loss);
  });

  it('does not judge what another kind had at the time', () => {
    const { looks } = looksAt([a1]);
    const others = [
      { kind: 'Deployment', sights: [{ name: 'x', version: 9 }] },
    ];
    expect(firstLoss([...looks, ...others], [written('a', 5)])).toBeUndefined();
  });
});
