import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { ClockContext } from '../../clock/ClockContext';
import { DataAge, type DataAgeProps } from './DataAge';

const NOW = Date.parse('2026-03-01T12:00:00Z');

function renderAge(props: DataAgeProps) {
  renderInTestApp(
    <ClockContext.Provider value={{ now: () => NOW }}>
      <DataAge {...props} />
    </ClockContext.Provider>,
  );
}

describe('DataAge', () => {
  it.each<[string, DataAgeProps, RegExp]>([
    ['the two biggest units', { at: '2026-03-01T11:56:48Z' }, /^3m 12s ago$/],
    ['the age alone', { at: NOW - 12_000, form: 'bare' }, /^12s$/],
    ['now for what just was', { at: NOW - 500 }, /^now$/],
    ['now when clocks differ', { at: NOW + 60_000 }, /^now$/],
    ['never for what was not seen', {}, /^never seen$/],
    ['never for what is no time', { at: 'yesterday' }, /^never seen$/],
    [
      'the time since when it is stale',
      { at: NOW - 60_000, isStale: true },
      /^stale since \d\d:59$/,
    ],
  ])('shows %s', async (_, props, text) => {
    renderAge(props);
    expect(await screen.findByText(text)).toBeInTheDocument();
  });

  it('has the absolute time for machines and on hover', async () => {
    renderAge({ at: NOW - 12_000 });
    const time = await screen.findByText('12s ago');
    expect(time).toHaveAttribute('datetime', '2026-03-01T11:59:48.000Z');
    expect(time.title).toContain('2026');
  });
});
