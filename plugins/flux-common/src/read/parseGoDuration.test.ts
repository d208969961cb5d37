import { parseGoDuration } from './parseGoDuration';

describe('parseGoDuration', () => {
  it.each([
    ['1h30m', 5_400_000],
    ['30m0s', 1_800_000],
    ['1.52s', 1_520],
    ['412ms', 412],
    ['0s', 0],
    ['5', undefined],
    ['-5m', undefined],
    ['5 m', undefined],
    ['', undefined],
    [null, undefined],
    [300, undefined],
  ])('reads %p as %p ms', (text, ms) => {
    expect(parseGoDuration(text)).toBe(ms);
  });
});
