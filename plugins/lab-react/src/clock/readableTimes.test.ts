import { clockTime } from './timeText';
import { readableTimes } from './readableTimes';

const AT = '2026-03-01T10:00:00.080Z';
const now = Date.parse('2026-03-01T10:05:00Z');

describe('readableTimes', () => {
  it('shows every time of a text as a clock does', () => {
    const time = clockTime(Date.parse(AT), now);
    expect(time).toMatch(/^\d\d:\d\d$/);
    expect(
      readableTimes(`pods (stale since ${AT}); nodes (stale since ${AT})`, now),
    ).toBe(`pods (stale since ${time}); nodes (stale since ${time})`);
  });

  it('leaves what is no time alone', () => {
    expect(readableTimes('home-ops 2026-03-01 10:00', now)).toBe(
      'home-ops 2026-03-01 10:00',
    );
  });
});
