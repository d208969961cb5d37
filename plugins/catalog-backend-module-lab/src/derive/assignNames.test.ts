import { assignNames } from './assignNames';

const draft = (key: string, ...names: string[]) => ({
  key,
  kind: 'Component' as const,
  presence: 'both' as const,
  names,
});

describe('assignNames', () => {
  it('gives the first wish where nobody else has it', () => {
    expect(assignNames([draft('1', 'a', 'n-a'), draft('2', 'b')])).toEqual(
      new Map([
        ['1', 'a'],
        ['2', 'b'],
      ]),
    );
  });

  it('moves all who wish the same, whoever came first', () => {
    const drafts = [draft('1', 'a', 'm-a'), draft('2', 'A', 'n-a')];
    const expected = new Map([
      ['1', 'm-a'],
      ['2', 'n-a'],
    ]);
    expect(assignNames(drafts)).toEqual(expected);
    expect(assignNames([...drafts].reverse())).toEqual(expected);
  });

  it('lets a second wish meet a first one, and moves both on', () => {
    const names = assignNames([
      draft('1', 'a', 'n-a', '1-n-a'),
      draft('2', 'a', 'm-a', '2-m-a'),
      draft('3', 'n-a', '3-n-a'),
    ]);
    expect(new Set(names.values()).size).toBe(3);
    expect(names.get('3')).toBe('3-n-a');
  });

  it('lets what is only live give way to what stands in Git', () => {
    const names = assignNames([
      { ...draft('1', 'a', 'n-a'), presence: 'live' as const },
      draft('2', 'a', 'm-a'),
    ]);
    expect(names.get('2')).toBe('a');
    expect(names.get('1')).toBe('n-a');
  });

  it('falls back to the key when wishes are used up', () => {
    const names = assignNames([draft('app:1', 'a'), draft('app:2', 'a')]);
    expect(new Set(names.values()).size).toBe(2);
  });

  it('leaves the same name to two kinds', () => {
    const names = assignNames([
      draft('1', 'a'),
      { ...draft('2', 'a'), kind: 'Resource' as const },
    ]);
    expect([...names.values()]).toEqual(['a', 'a']);
  });
});
