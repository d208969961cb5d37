import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { GitopsRequestError } from '@homestage/backstage-plugin-gitops-common';
import { screen, within } from '@testing-library/react';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import {
  changeRow,
  FakeGitopsClient,
  mergedRow,
} from '../../__testUtils__/FakeGitopsClient';
import { ChangesPage } from './ChangesPage';

describe('ChangesPage', () => {
  let client: FakeGitopsClient;

  beforeEach(() => {
    client = new FakeGitopsClient();
    // jsdom lays nothing out; the virtual rows need a window to be seen through.
    jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(640);
    jest.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1000);
  });

  afterEach(() => jest.restoreAllMocks());

  const render = () =>
    renderInTestApp(<ChangesPage />, {
      apis: [[gitopsApiRef, client]],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    });

  it('lists what is stuck first, each with its status and a link to the forge', async () => {
    client.openChanges = {
      sources: [],
      revision: 'r2',
      rows: [
        changeRow(),
        changeRow({ number: 8, title: 'feat: later', checks: 'pending' }),
        changeRow({ number: 9, title: 'feat: stuck', isMergeable: false }),
      ],
    };
    render();
    const table = await screen.findByRole('grid', {
      name: 'Changes on their way',
    });
    const [, ...rows] = within(table).getAllByRole('row');
    expect(rows.map(row => row.textContent)).toEqual([
      expect.stringContaining('#9 feat: stuck'),
      expect.stringContaining('#8 feat: later'),
      expect.stringContaining('#7 feat(media): add navidrome'),
    ]);
    expect(rows[0]).toHaveTextContent('Conflict');
    expect(within(rows[2]).getByRole('link', { name: /#7/ })).toHaveAttribute(
      'href',
      'http://localhost:7080/lab/home-ops/pulls/7',
    );
  });

  const rowsOf = async () => {
    const table = await screen.findByRole('grid', {
      name: 'Changes on their way',
    });
    return within(table).getAllByRole('row').slice(1);
  };

  it('links what a change touches, and names what the catalog does not have', async () => {
    client.openChanges = {
      sources: [],
      revision: 'r2',
      rows: [
        changeRow({
          entities: [{ ref: 'component:default/sonarr', title: 'sonarr' }],
        }),
      ],
    };
    render();
    const [row] = await rowsOf();
    expect(within(row).getByRole('link', { name: /sonarr/ })).toHaveAttribute(
      'href',
      '/catalog/default/component/sonarr',
    );
    expect(row).toHaveTextContent('media/navidrome');
  });

  it.each([
    [['waiting', 'waiting', 'waiting'], 'Arriving', 'fetchednot yet'],
    [['done', 'stuck', 'waiting'], 'Stuck', 'appliedstuckreadynot yet'],
    [['done', 'done', 'unknown'], 'Not known', 'readynot known'],
    [['none', 'none', 'none'], 'Merged', 'readydoes not apply'],
    [['done', 'done', 'done'], 'Arrived', 'applieddonereadydone'],
  ] as const)('says how far a merged one came: %j', async (legs, word, way) => {
    client.openChanges = {
      sources: [],
      revision: 'r2',
      rows: [mergedRow(legs)],
    };
    render();
    const [row] = await rowsOf();
    expect(row).toHaveTextContent(word);
    expect(
      within(row).getByRole('list', { name: 'How far' }),
    ).toHaveTextContent(way);
  });

  it('says when it was, where that is known', async () => {
    const row = mergedRow(['done', 'done', 'done']);
    client.openChanges = {
      sources: [],
      revision: 'r2',
      rows: [
        {
          ...row,
          legs: row.legs!.map(leg =>
            leg.leg === 'ready' ? { ...leg, at: '2026-11-21T10:07:00Z' } : leg,
          ),
        },
      ],
    };
    render();
    const [shown] = await rowsOf();
    const times = within(shown).getAllByText(/^(at|since) /);
    expect(times.map(time => time.getAttribute('datetime'))).toEqual([
      '2026-11-21T10:05:00.000Z',
      '2026-11-21T10:07:00Z',
    ]);
    expect(times.map(time => time.textContent!.split(' ')[0])).toEqual([
      'at',
      'since',
    ]);
  });

  it('says why, on hover', async () => {
    client.openChanges = {
      sources: [],
      revision: 'r2',
      rows: [mergedRow(['stuck', 'waiting', 'waiting'])],
    };
    render();
    const [row] = await rowsOf();
    expect(within(row).getByText('Stuck').closest('[title]')).toHaveAttribute(
      'title',
      expect.stringMatching(/flux-system is behind/),
    );
  });

  it('keeps the rows of a forge that is silent, marked with their age', async () => {
    client.openChanges = {
      sources: [
        {
          source: 'forge/home-ops',
          title: 'Pull requests of home-ops',
          status: 'stale',
          since: '2026-11-21T10:01:00.000Z',
          asOf: '2026-11-21T10:00:00.000Z',
          message: 'The forge does not answer.',
        },
      ],
      revision: 'r2',
      rows: [changeRow({ asOf: '2026-11-21T10:00:00.000Z' })],
    };
    render();
    const [row] = await rowsOf();
    expect(row).toHaveTextContent(/stale since/);
    expect(screen.getByText(/The forge does not answer/)).toBeInTheDocument();
  });

  it('says where changes come from when there is none', async () => {
    client.openChanges = { sources: [], revision: 'r2', rows: [] };
    render();
    expect(
      await screen.findByText('No change is on its way'),
    ).toBeInTheDocument();
  });

  it('does not say that there is none while a forge is silent', async () => {
    client.openChanges = {
      sources: [
        {
          source: 'forge/home-ops',
          title: 'Pull requests of home-ops',
          status: 'unreachable',
          since: '2026-11-21T10:00:00.000Z',
          message: 'The forge does not answer.',
        },
      ],
      revision: 'r2',
      rows: [],
    };
    render();
    expect(
      await screen.findByText(/The forge does not answer/),
    ).toBeInTheDocument();
    expect(screen.queryByText('No change is on its way')).toBeNull();
  });

  it('says what to do when nothing answers', async () => {
    client.failure = new GitopsRequestError('The backend is away.', {
      status: 503,
    });
    render();
    expect(await screen.findByText(/The backend is away/)).toBeInTheDocument();
  });
});
