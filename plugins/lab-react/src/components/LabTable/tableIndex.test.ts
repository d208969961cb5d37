import { parseFilter } from './filterText';
import { countFacet, filterRows, indexRows, sortRows } from './tableIndex';
import type { LabColumn } from './tableTypes';

interface Machine {
  name: string;
  kind: string;
  ageSeconds?: number;
}

const machines: Machine[] = [
  { name: 'node-10', kind: 'Node', ageSeconds: 30 },
  { name: 'node-9', kind: 'Node', ageSeconds: 5 },
  { name: 'Desktop', kind: 'VirtualMachine' },
];

const columns: LabColumn<Machine>[] = [
  { id: 'name', title: 'Name', value: row => row.name },
  { id: 'kind', title: 'Kind', value: row => row.kind, facet: 'menu' },
  { id: 'age', title: 'Age', value: row => row.ageSeconds },
];

const keys = new Set(columns.map(column => column.id));
const indexed = indexRows(machines, columns);

function shown(filter: string): string[] {
  const terms = parseFilter(filter, keys);
  return filterRows(indexed, { terms, columns }).map(each => each.row.name);
}

describe('filterRows', () => {
  it.each([
    ['no filter shows every row', '', ['node-10', 'node-9', 'Desktop']],
    ['a word is found in any column, in any case', 'desk', ['Desktop']],
    ['words must all occur', 'node 10', ['node-10']],
    ['a negated word must not occur', '-node', ['Desktop']],
    ['a facet value fits as a whole', 'kind:Virtual', []],
    [
      'a facet value is compared in any case',
      'kind:virtualmachine',
      ['Desktop'],
    ],
    ['a star stands for anything', 'kind:virtual*', ['Desktop']],
    ['other columns may contain the value', 'name:ode-1', ['node-10']],
    [
      'values of one key are alternatives',
      'kind:Node,VirtualMachine 9',
      ['node-9'],
    ],
    ['a negated key excludes', '!kind:Node', ['Desktop']],
    ['numbers are found by their column only', '30', []],
    ['numbers are found by their column', 'age:30', ['node-10']],
  ])('%s', (_, filter, names) => {
    expect(shown(filter)).toEqual(names);
  });
});

describe('countFacet', () => {
  const kind = columns[1];

  function counts(filter: string) {
    const terms = parseFilter(filter, keys);
    return countFacet(indexed, { column: kind, columns, terms });
  }

  it('counts what each value alone would show, whatever is selected', () => {
    expect(counts('kind:Node')).toEqual([
      { value: 'Node', count: 2, isSelected: true },
      { value: 'VirtualMachine', count: 1, isSelected: false },
    ]);
  });

  it('keeps the rest of the filter, and names values that fit no row', () => {
    expect(counts('9')).toEqual([
      { value: 'Node', count: 1, isSelected: false },
      { value: 'VirtualMachine', count: 0, isSelected: false },
    ]);
  });
});

describe('sortRows', () => {
  const names = (column: string, isDescending: boolean) =>
    sortRows(machines, { sort: { column, isDescending }, columns }).map(
      row => row.name,
    );

  it('reads numbers inside text as numbers', () => {
    expect(names('name', false)).toEqual(['Desktop', 'node-9', 'node-10']);
  });

  it.each([
    ['ascending', false, ['node-9', 'node-10', 'Desktop']],
    ['descending', true, ['node-10', 'node-9', 'Desktop']],
  ])('puts what is not known last: %s', (_, isDescending, expected) => {
    expect(names('age', isDescending)).toEqual(expected);
  });

  it('leaves the order alone when there is no such column', () => {
    expect(names('nothing', false)).toEqual(machines.map(row => row.name));
  });
});
