import {
  formatFilter,
  parseFilter,
  selectedValues,
  withSelectedValues,
} from './filterText';

const keys = new Set(['kind', 'status']);

describe('parseFilter', () => {
  it.each([
    ['a word', 'web', [{ values: ['web'], isNegated: false }]],
    [
      'a key with alternatives',
      'kind:Pod,Node',
      [{ key: 'kind', values: ['Pod', 'Node'], isNegated: false }],
    ],
    [
      'a key in capitals',
      'KIND:Pod',
      [{ key: 'kind', values: ['Pod'], isNegated: false }],
    ],
    [
      'quotes around a value with a space',
      'kind:"Virtual Machine"',
      [{ key: 'kind', values: ['Virtual Machine'], isNegated: false }],
    ],
    [
      'a quote that is still open',
      'kind:"Virtual Ma',
      [{ key: 'kind', values: ['Virtual Ma'], isNegated: false }],
    ],
    [
      'a negated key',
      '-status:Ready',
      [{ key: 'status', values: ['Ready'], isNegated: true }],
    ],
    [
      'a colon that belongs to the word',
      'ghcr.io/app:1.2',
      [{ values: ['ghcr.io/app:1.2'], isNegated: false }],
    ],
    ['a key without a value yet', 'kind:', []],
    ['nothing', '   ', []],
    ['a lone sign', '-', []],
  ])('reads %s', (_, text, terms) => {
    expect(parseFilter(text, keys)).toEqual(terms);
  });

  it('never fails on what is typed', () => {
    for (const text of ['"', ':', '::', '-:', 'kind:,', '!"a', 'a"b"c', '*']) {
      expect(() => parseFilter(text, keys)).not.toThrow();
    }
  });

  it.each(['web -status:Ready', 'kind:Pod,Node', 'kind:"Virtual Machine" a'])(
    'is written back as it was read: %s',
    text => {
      expect(formatFilter(parseFilter(text, keys))).toBe(text);
    },
  );
});

describe('withSelectedValues', () => {
  it('changes one facet and keeps the rest', () => {
    const terms = parseFilter('web kind:Pod -kind:Job', keys);
    const next = withSelectedValues(terms, { key: 'kind', values: ['Node'] });
    expect(formatFilter(next)).toBe('web -kind:Job kind:Node');
    expect(selectedValues(next, 'kind')).toEqual(['Node']);
  });

  it('removes the facet when nothing is selected', () => {
    const terms = parseFilter('web kind:Pod', keys);
    const next = withSelectedValues(terms, { key: 'kind', values: [] });
    expect(formatFilter(next)).toBe('web');
  });
});
