import { nextRuns, parseCron } from './cron';

const SUNDAY_NOON = new Date('2026-11-29T12:00:00Z');

function runs(text: string, count = 2, after = SUNDAY_NOON): string[] {
  const parsed = parseCron(text);
  if (!parsed.ok) {
    throw new Error(parsed.reason);
  }
  return nextRuns(parsed.schedule, { after, count }).map(run =>
    run.toISOString().slice(0, 16),
  );
}

describe('parseCron and nextRuns', () => {
  it.each([
    ['0 3 * * *', ['2026-11-30T03:00', '2026-12-01T03:00']],
    ['*/30 * * * *', ['2026-11-29T12:30', '2026-11-29T13:00']],
    ['15 2 * * 0', ['2026-12-06T02:15', '2026-12-13T02:15']],
    ['15 2 * * 7', ['2026-12-06T02:15', '2026-12-13T02:15']],
    ['0 0 1 jan *', ['2027-01-01T00:00', '2028-01-01T00:00']],
    ['0 9 * * mon-fri', ['2026-11-30T09:00', '2026-12-01T09:00']],
    // Both days are limited: either is enough.
    ['0 0 1 * mon', ['2026-11-30T00:00', '2026-12-01T00:00']],
    ['@daily', ['2026-11-30T00:00', '2026-12-01T00:00']],
    ['5,10 13 29 11 *', ['2026-11-29T13:05', '2026-11-29T13:10']],
  ])('knows when %s runs next', (text, expected) => {
    expect(runs(text)).toEqual(expected);
  });

  it('does not count the moment itself', () => {
    expect(runs('0 12 * * *', 1)).toEqual(['2026-11-30T12:00']);
  });

  it('knows that some days never come', () => {
    expect(runs('0 0 30 2 *')).toEqual([]);
  });

  it.each([
    ['', /this has 1/],
    ['0 0 3 * * *', /five fields .* this has 6/],
    ['60 * * * *', /'60' is no minute/],
    ['* * 0 * *', /'0' is no day of the month/],
    ['* * * may-jan *', /'may-jan' is no month/],
    ['*/0 * * * *', /is no minute/],
    ['mon * * * *', /'mon' is no minute/],
    ['1- * * * *', /is no minute/],
  ])('says what is wrong with %j', (text, reason) => {
    expect(parseCron(text)).toEqual({
      ok: false,
      reason: expect.stringMatching(reason),
    });
  });
});
