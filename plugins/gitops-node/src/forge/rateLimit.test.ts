import { requestedWaitMs } from './rateLimit';

const NOW_MS = Date.UTC(2026, 0, 1);

describe('requestedWaitMs', () => {
  it.each([
    ['a good answer', 200, {}, undefined],
    [
      'a spent quota that did not matter yet',
      200,
      { 'x-ratelimit-remaining': '0' },
      undefined,
    ],
    ['a plain refusal', 403, { 'x-ratelimit-remaining': '12' }, undefined],
    ['seconds', 429, { 'retry-after': '7' }, 7_000],
    ['a date', 429, { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }, 30_000],
    [
      'a date that is over',
      429,
      { 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' },
      0,
    ],
    ['a second limit of GitHub', 403, { 'retry-after': '60' }, 60_000],
    [
      'the reset of GitLab',
      429,
      { 'ratelimit-reset': String(NOW_MS / 1_000 + 4) },
      5_000,
    ],
    ['no time at all', 429, {}, null],
    ['a time that is none', 429, { 'retry-after': 'soon' }, null],
  ] as const)('understands %s', (_, status, headers, expected) => {
    expect(
      requestedWaitMs({ status, headers: new Headers({ ...headers }) }, NOW_MS),
    ).toBe(expected);
  });
});
