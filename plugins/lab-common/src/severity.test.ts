import { SEVERITIES, compareSeverity, worstSeverity } from './severity';
import type { Severity } from './severity';

describe('worstSeverity', () => {
  it.each<[Severity[], Severity]>([
    [[], 'unknown'],
    [['ok'], 'ok'],
    [['ok', 'unknown', 'info'], 'unknown'],
    [['unknown', 'warning'], 'warning'],
    [['error', 'ok'], 'error'],
  ])('of %j is %s', (severities, expected) => {
    expect(worstSeverity(severities)).toBe(expected);
  });
});

describe('compareSeverity', () => {
  it('orders from best to worst', () => {
    expect([...SEVERITIES].reverse().sort(compareSeverity)).toEqual(SEVERITIES);
  });
});
