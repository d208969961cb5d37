import { formatDuration } from './formatDuration';
import { parseDuration } from './parseDuration';

describe('durations', () => {
  it.each([
    ['30s', 30_000],
    ['1h30m', 5_400_000],
    ['1.5s', 1_500],
    ['500ms', 500],
    ['soon', 7],
    ['10', 7],
    [undefined, 7],
  ])('%s is read as %d ms, or the fallback', (text, expected) => {
    expect(parseDuration(text, 7)).toBe(expected);
  });

  it.each([
    [480, '480ms'],
    [1_250, '1.25s'],
    [30_000, '30s'],
    [300_000, '5m0s'],
    [3_600_000, '1h0m0s'],
  ])('%d ms is written as Go writes it: %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});
