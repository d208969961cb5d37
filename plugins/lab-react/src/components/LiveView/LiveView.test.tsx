import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { LiveQuery } from '../../hooks/useLiveQuery';
import { LiveView } from './LiveView';

interface Answer {
  text: string;
}

function renderView(query: Partial<LiveQuery<Answer>>) {
  const refetch = jest.fn();
  renderInTestApp(
    <LiveView
      query={{ state: 'live', isFetching: false, refetch, ...query }}
      subject="the answer"
      missingNextStep="Look in the list."
    >
      {data => <p>{data.text}</p>}
    </LiveView>,
  );
  return refetch;
}

const data = { text: 'the facts' };

describe('LiveView', () => {
  it('draws a skeleton while loading', async () => {
    renderView({ state: 'loading' });
    expect(await screen.findByLabelText('Loading')).toBeInTheDocument();
  });

  it('draws the facts', async () => {
    renderView({ data });
    expect(await screen.findByText('the facts')).toBeInTheDocument();
    expect(screen.queryByRole('status')).toBeNull();
  });

  it('keeps the facts when the portal does not answer, with a line on top', async () => {
    renderView({ data, state: 'stale', asOfMs: 0, error: new Error('x') });
    expect(await screen.findByText('the facts')).toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent(
      'These facts are from',
    );
  });

  it('names the missing permission and shows nothing', async () => {
    renderView({ state: 'denied', error: new Error('needs flux.read') });
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
    expect(screen.getByText('needs flux.read')).toBeInTheDocument();
  });

  it('says what to do when there is nothing', async () => {
    renderView({ state: 'missing', error: new Error('no such object') });
    expect(await screen.findByText('no such object')).toBeInTheDocument();
    expect(screen.getByText('Look in the list.')).toBeInTheDocument();
  });

  it('offers to try again when it failed', async () => {
    const refetch = renderView({ state: 'failed', error: new Error('down') });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );
    expect(refetch).toHaveBeenCalled();
  });
});
