import type { KubeObject } from '@homestage/backstage-plugin-lab-common';
import { firstLoss, seenAlone } from './firstLoss';
import { Witness, type TakenChange } from './Witness';

function object(name: string, version: number): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { namespace: 'default', name, resourceVersion: String(version) },
  };
}

const taken = (name: string, version: number): TakenChange => ({
  kind: 'ConfigMap',
  name: `default/${name}`,
  version,
});

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
    const changes = [taken('b', 4), taken('a', 3), taken('a', 5)];
    expect(firstLoss(looks, changes)).toBeUndefined();
    expect(seenAlone(looks, changes)).toBe(3);
  });

  it('finds none when a change was only seen with the next of its object', () => {
    const { looks } = looksAt([a1, b2], [object('a', 4), b2]);
    const changes = [taken('a', 3), taken('a', 4)];
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
      firstLoss(looks, [taken('a', 3), taken('b', 4), taken('a', 5)]),
    ).toBe(
      'ConfigMap default/a was shown at 1 beside others at 4, though it was changed at 3',
    );
  });

  it('finds an object that went back, also when it was gone between', () => {
    const { looks } = looksAt([object('a', 3)], [], [a1]);
    expect(firstLoss(looks, [])).toBe(
      'ConfigMap default/a went back from 3 to 1',
    );
  });

  it('does not judge what another kind had at the time', () => {
    const { looks } = looksAt([a1]);
    const others = [
      { kind: 'Deployment', sights: [{ name: 'x', version: 9 }] },
    ];
    expect(firstLoss([...looks, ...others], [taken('a', 5)])).toBeUndefined();
  });
});
