import { builtinTypes } from '../store/builtinTypes';
import { listTopology } from './listTopology';
import { strategicMerge } from './strategicMerge';

const typeOf = (kind: string) => {
  const type = builtinTypes.find(each => each.kind === kind);
  if (!type) {
    throw new Error(`${kind} is not a built-in kind`);
  }
  return type;
};

const containers = (...list: object[]) => ({ spec: { containers: list } });

// The rules are those of Kubernetes' document on strategic merge patch.
describe('strategicMerge', () => {
  it.each([
    [
      'merges maps and removes with null',
      { a: { b: 1, c: 2 } },
      { a: { b: null, d: 3 } },
      { a: { c: 2, d: 3 } },
    ],
    [
      'replaces a list without a key',
      { args: ['a'] },
      { args: ['b'] },
      { args: ['b'] },
    ],
    [
      'merges a list by its key',
      containers({ name: 'x', image: '1' }),
      containers({ name: 'x', image: '2' }),
      containers({ name: 'x', image: '2' }),
    ],
    [
      'adds an item that is new',
      containers({ name: 'x' }),
      containers({ name: 'y' }),
      containers({ name: 'x' }, { name: 'y' }),
    ],
    [
      'deletes an item',
      containers({ name: 'x' }, { name: 'y' }),
      containers({ name: 'x', $patch: 'delete' }),
      containers({ name: 'y' }),
    ],
    [
      'replaces a list when told to',
      containers({ name: 'x' }),
      containers({ name: 'y' }, { $patch: 'replace' }),
      containers({ name: 'y' }),
    ],
    [
      'replaces a map when told to',
      { a: { b: 1 } },
      { a: { c: 2, $patch: 'replace' } },
      { a: { c: 2 } },
    ],
    [
      'keeps only the retained keys',
      { strategy: { type: 'RollingUpdate', rollingUpdate: {} } },
      { strategy: { type: 'Recreate', $retainKeys: ['type'] } },
      { strategy: { type: 'Recreate' } },
    ],
    [
      'unites a set',
      { metadata: { finalizers: ['a'] } },
      { metadata: { finalizers: ['b'] } },
      { metadata: { finalizers: ['a', 'b'] } },
    ],
    [
      'takes values from a set',
      { metadata: { finalizers: ['a', 'b'] } },
      { metadata: { '$deleteFromPrimitiveList/finalizers': ['a'] } },
      { metadata: { finalizers: ['b'] } },
    ],
    [
      'orders items as told',
      containers({ name: 'x' }),
      {
        spec: {
          '$setElementOrder/containers': [{ name: 'y' }, { name: 'x' }],
          containers: [{ name: 'y' }],
        },
      },
      containers({ name: 'y' }, { name: 'x' }),
    ],
  ])('%s', (_rule, target, patch, expected) => {
    expect(strategicMerge(target, patch, listTopology(typeOf('Pod')))).toEqual(
      expected,
    );
  });
});
