import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { ClockContext } from '../../clock/ClockContext';
import { LabShortcuts } from './LabShortcuts';
import { SEARCH_DOOR_ATTRIBUTE, SEARCH_FIELD_ATTRIBUTE } from './searchField';

const PAGES = [{ letter: 'f', title: 'Flux', path: '/flux' }];

function Address() {
  return <output>{useLocation().pathname}</output>;
}

async function renderShortcuts() {
  const clock = { ms: 0, now: () => clock.ms };
  renderInTestApp(
    <ClockContext.Provider value={clock}>
      <LabShortcuts pages={PAGES} />
      <div {...{ [SEARCH_FIELD_ATTRIBUTE]: '' }}>
        <input aria-label="filter" />
      </div>
      <Address />
    </ClockContext.Provider>,
  );
  await screen.findByText('/');
  return clock;
}

describe('LabShortcuts', () => {
  it('focuses the filter with a slash', async () => {
    await renderShortcuts();
    await userEvent.keyboard('/');
    expect(screen.getByLabelText('filter')).toHaveFocus();
    expect(screen.getByLabelText('filter')).toHaveValue('');
  });

  it('opens the search with a slash where there is no filter', async () => {
    const open = jest.fn();
    renderInTestApp(
      <>
        <LabShortcuts pages={PAGES} />
        <div {...{ [SEARCH_DOOR_ATTRIBUTE]: '' }}>
          <button onClick={open}>Search</button>
        </div>
      </>,
    );
    await screen.findByText('Search');
    await userEvent.keyboard('/');
    expect(open).toHaveBeenCalledTimes(1);
  });

  it('goes to a page with g and its letter', async () => {
    await renderShortcuts();
    await userEvent.keyboard('gf');
    expect(await screen.findByText('/flux')).toBeInTheDocument();
  });

  it('forgets the g when the letter comes too late', async () => {
    const clock = await renderShortcuts();
    await userEvent.keyboard('g');
    clock.ms = 5_000;
    await userEvent.keyboard('f');
    expect(screen.getByText('/')).toBeInTheDocument();
  });

  it('leaves typing alone', async () => {
    await renderShortcuts();
    act(() => screen.getByLabelText('filter').focus());
    await userEvent.keyboard('gf/?');
    expect(screen.getByLabelText('filter')).toHaveValue('gf/?');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('lists itself with a question mark', async () => {
    await renderShortcuts();
    await userEvent.keyboard('?');
    const list = await screen.findByRole('dialog');
    expect(list).toHaveTextContent('Go to Flux');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
