import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation, useNavigate } from 'react-router-dom';
import { LabTable, type LabTableProps } from './LabTable';
import type { LabColumn } from './tableTypes';

interface Machine {
  name: string;
  kind: string;
}

const columns: LabColumn<Machine>[] = [
  { id: 'name', title: 'Name', value: row => row.name, card: 'title' },
  { id: 'kind', title: 'Kind', value: row => row.kind, facet: 'chips' },
  {
    id: 'note',
    title: 'Note',
    value: () => undefined,
    isHiddenAtFirst: true,
  },
];

const pair: Machine[] = [
  { name: 'web', kind: 'Pod' },
  { name: 'db', kind: 'Node' },
];

const many: Machine[] = Array.from({ length: 10_000 }, (_, index) => ({
  name: `machine-${index}`,
  kind: index % 2 ? 'Node' : 'Pod',
}));

/** jsdom lays nothing out; the virtual rows need a window to be seen through. */
const WINDOW_PX = 640;

/** Answers `(max-width: …px)` as a screen of this width does. */
function setScreen(widthPx: number) {
  window.matchMedia = (query: string) => {
    const maxPx = Number(query.match(/max-width: (\d+)px/)?.[1] ?? 0);
    return Object.assign(new EventTarget(), {
      matches: widthPx <= maxPx,
      media: query,
      onchange: null,
      addListener: () => undefined,
      removeListener: () => undefined,
    });
  };
}

function Address() {
  const navigate = useNavigate();
  return (
    <>
      <output aria-label="address">{useLocation().search}</output>
      <button type="button" onClick={() => navigate('?q=db')}>
        elsewhere
      </button>
    </>
  );
}

function renderTable(
  props: Partial<LabTableProps<Machine>> = {},
  search: string = '',
) {
  return renderInTestApp(
    <>
      <LabTable
        id="machines"
        label="Machines"
        rows={pair}
        columns={columns}
        rowKey={row => row.name}
        {...props}
      />
      <Address />
    </>,
    { initialRouteEntries: [`/${search}`] },
  );
}

const rowTexts = () =>
  screen
    .getAllByRole('row')
    .filter(row => row.hasAttribute('data-index'))
    .map(row => within(row).getAllByRole('gridcell')[0].textContent);

describe('LabTable', () => {
  beforeEach(() => {
    setScreen(1280);
    jest
      .spyOn(Element.prototype, 'clientHeight', 'get')
      .mockReturnValue(WINDOW_PX);
    jest.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1000);
  });

  afterEach(() => jest.restoreAllMocks());

  it('draws of 10,000 rows only those that can be seen', async () => {
    renderTable({ rows: many });
    expect(await screen.findByText('10000 rows')).toBeInTheDocument();
    expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '10001');
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
  });

  it('moves with the keyboard and opens the active row', async () => {
    const onOpen = jest.fn();
    renderTable({ onOpen });
    const grid = await screen.findByRole('grid');
    act(() => grid.focus());
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{Enter}');
    expect(onOpen).toHaveBeenLastCalledWith(pair[0]);
    await userEvent.keyboard('{End}{Enter}');
    expect(onOpen).toHaveBeenLastCalledWith(pair[1]);
    await userEvent.keyboard('{Home}');
    const active = screen.getByRole('row', { selected: true });
    expect(active).toHaveTextContent('web');
    expect(grid).toHaveAttribute('aria-activedescendant', active.id);
  });

  it('opens a row by a click', async () => {
    const onOpen = jest.fn();
    renderTable({ onOpen });
    await userEvent.click(await screen.findByText('db'));
    expect(onOpen).toHaveBeenCalledWith(pair[1]);
  });

  it('shows how to filter by what it has', async () => {
    renderTable({
      rows: [{ name: 'web', kind: 'Virtual Machine' }],
      columns: [
        ...columns,
        { id: 'size', title: 'Size', value: () => 'large', facet: 'menu' },
      ],
    });
    expect(await screen.findByRole('searchbox')).toHaveAttribute(
      'placeholder',
      'Filter: words, size:large, -kind:"Virtual Machine"',
    );
  });

  it('writes the filter to the address once typing pauses', async () => {
    renderTable();
    await userEvent.type(await screen.findByRole('searchbox'), 'kind:Node');
    expect(await screen.findByText('1 of 2')).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.getByLabelText('address')).toHaveTextContent(
        '?q=kind%3ANode',
      ),
    );
  });

  it('reads filter and order from the address', async () => {
    renderTable({}, '?q=-kind:Pod&sort=-name');
    expect(await screen.findByRole('searchbox')).toHaveValue('-kind:Pod');
    expect(rowTexts()).toEqual(['db']);
    expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
  });

  it('follows the address when something else changes it', async () => {
    renderTable({}, '?q=web');
    await screen.findByText('1 of 2');
    await userEvent.click(screen.getByText('elsewhere'));
    await waitFor(() => expect(rowTexts()).toEqual(['db']));
    expect(screen.getByRole('searchbox')).toHaveValue('db');
  });

  it('selects facet values with their counts', async () => {
    renderTable();
    const chip = await screen.findByRole('button', { name: 'Pod 1' });
    await userEvent.click(chip);
    await waitFor(() => expect(rowTexts()).toEqual(['web']));
    expect(screen.getByRole('searchbox')).toHaveValue('kind:Pod');
    expect(
      await screen.findByRole('button', { name: 'Pod 1', pressed: true }),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Node 1' })).toBeInTheDocument();
  });

  it('keeps what was selected in a menu when Escape closes it', async () => {
    const inMenu: LabColumn<Machine>[] = [
      columns[0],
      { ...columns[1], facet: 'menu' },
    ];
    renderTable({ columns: inMenu });
    const [menu] = await screen.findAllByRole('button', { name: 'Kind' });
    await userEvent.click(menu);
    await userEvent.click(await screen.findByRole('option', { name: /Pod/ }));
    await userEvent.keyboard('{Escape}');
    expect(await screen.findByRole('searchbox')).toHaveValue('kind:Pod');
  });

  it('sorts by a column, and turns round', async () => {
    renderTable();
    await userEvent.click(await screen.findByRole('button', { name: 'Name' }));
    expect(rowTexts()).toEqual(['db', 'web']);
    await userEvent.click(screen.getByRole('button', { name: 'Name' }));
    expect(rowTexts()).toEqual(['web', 'db']);
    expect(screen.getByLabelText('address')).toHaveTextContent('?sort=-name');
  });

  it('shows the columns a person chooses', async () => {
    renderTable();
    await screen.findByRole('grid');
    expect(screen.queryByRole('columnheader', { name: 'Note' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
    await userEvent.click(await screen.findByRole('option', { name: 'Note' }));
    await waitFor(() =>
      expect(
        screen.getByRole('columnheader', { name: 'Note', hidden: true }),
      ).toBeInTheDocument(),
    );
  });

  it('says so when no row matches, and clears the filter', async () => {
    renderTable({}, '?q=nothing');
    expect(
      await screen.findByText('No row matches the filter'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear the filter' }),
    );
    await waitFor(() => expect(rowTexts()).toEqual(['web', 'db']));
  });

  it('draws cards without a head at phone width', async () => {
    setScreen(390);
    renderTable();
    expect(await screen.findByText('2 rows')).toBeInTheDocument();
    expect(screen.queryByRole('columnheader')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Columns' })).toBeNull();
  });

  it('tells an empty list from one that is loading', async () => {
    renderTable({ rows: [] });
    expect(await screen.findByText('There are no rows')).toBeInTheDocument();
  });

  it('draws a skeleton while the first answer is on its way', async () => {
    renderTable({ rows: undefined });
    expect(await screen.findByLabelText('Loading')).toHaveAttribute(
      'aria-busy',
      'true',
    );
  });
});
