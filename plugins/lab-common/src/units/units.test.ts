import { formatAge } from './formatAge';
import { formatBytes } from './formatBytes';
import { formatDuration } from './formatDuration';
import { parseQuantity } from './parseQuantity';

describe('formatDuration', () => {
  it.each([
    [0, '0s'],
    [999, '0s'],
    [59_000, '59s'],
    [725_000, '12m 5s'],
    [3_600_000, '1h'],
    [3_601_000, '1h'],
    [3 * 86_400_000 + 4 * 3_600_000 + 59_000, '3d 4h'],
    [-5, '0s'],
    [NaN, '?'],
    [Infinity, '?'],
  ])('writes %d ms as %s', (durationMs, expected) => {
    expect(formatDuration(durationMs)).toBe(expected);
  });
});

describe('formatAge', () => {
  const now = Date.parse('2026-03-01T12:00:00Z');
  it.each([
    ['2026-03-01T11:58:30Z', '1m 30s'],
    ['2026-03-01T12:00:05Z', '0s'],
    ['yesterday', undefined],
    [undefined, undefined],
  ])('the age of %s is %s', (since, expected) => {
    expect(formatAge(since, { now })).toBe(expected);
  });
});

describe('parseQuantity', () => {
  it.each([
    ['512Mi', 536_870_912],
    ['1.5Gi', 1_610_612_736],
    ['250m', 0.25],
    ['2', 2],
    ['1k', 1000],
    ['1e3', 1000],
    ['12E6', 12_000_000],
    ['-3', -3],
    ['.5', 0.5],
    ['3E', 3e18],
    [4, 4],
    ['', undefined],
    ['5 Mi', undefined],
    ['Mi', undefined],
    ['5mi', undefined],
    [NaN, undefined],
    [undefined, undefined],
  ])('reads %j as %d', (quantity, expected) => {
    expect(parseQuantity(quantity)).toBe(expected);
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [512, '512 B'],
    [1536, '1.5 KiB'],
    [1_048_575, '1 MiB'],
    [5 * 2 ** 30, '5 GiB'],
    [-2048, '-2 KiB'],
    [NaN, '?'],
  ])('writes %d as %s', (bytes, expected) => {
    expect(formatBytes(bytes)).toBe(expected);
  });
});
