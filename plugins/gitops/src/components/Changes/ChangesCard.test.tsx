import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { GitopsRequestError } from '@homestage/backstage-plugin-gitops-common';
import { screen } from '@testing-library/react';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import {
  changeRow,
  FakeGitopsClient,
  mergedRow,
} from '../../__testUtils__/FakeGitopsClient';
import { useChanges } from '../../hooks/useChanges';
import { changesRouteRef } from '../../routes';
import { ChangesCard } from './ChangesCard';
import { hasChanges } from './hasChanges';

const entityOf = (name: string, type = 'app') => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    annotations: {
      'homestage.dev/presence': 'both',
      'homestage.dev/repository': 'home-ops',
    },
  },
  spec: { type },
});

const SILENT = {
  source: 'forge/home-ops',
  title: 'Pull requests of home-ops',
  status: 'unreachable' as const,
  since: '2026-11-21T10:00:00.000Z',
  message: 'The forge does not answer.',
};

/** Shares the card's answer, so that a card without any is told from one that waits. */
function Answered() {
  return useChanges().data ? <p>answered</p> : null;
}

describe('ChangesCard', () => {
  let client: FakeGitopsClient;

  beforeEach(() => {
    client = new FakeGitopsClient();
    client.openChanges = {
      sources: [],
      revision: 'r2',
      rows: [mergedRow(['done', 'stuck', 'waiting']), changeRow()],
    };
  });

  const render = (name = 'sonarr') =>
    renderInTestApp(
      <EntityProvider entity={entityOf(name)}>
        <ChangesCard />
        <Answered />
      </EntityProvider>,
      {
        apis: [[gitopsApiRef, client]],
        mountedRoutes: { '/changes': changesRouteRef },
      },
    );

  it('shows the changes of the entity and no others, and what they wait for', async () => {
    render();
    expect(
      await screen.findByRole('link', { name: /#6 feat\(media\): upgrade/ }),
    ).toHaveAttribute('href', 'http://localhost:7080/lab/home-ops/pulls/6');
    expect(screen.getByText('Stuck')).toBeInTheDocument();
    expect(
      screen.getByText(/flux-system is behind/, { selector: 'p' }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/#7/)).toBeNull();
    expect(screen.getByRole('link', { name: 'All changes' })).toHaveAttribute(
      'href',
      '/changes',
    );
  });

  it('is not there when the entity has none', async () => {
    render('jellyfin');
    await screen.findByText('answered');
    expect(screen.queryByRole('heading', { name: 'Changes' })).toBeNull();
  });

  it('does not pretend that there is none while the forge is silent', async () => {
    client.openChanges = { sources: [SILENT], revision: 'r3', rows: [] };
    render();
    expect(
      await screen.findByText(/The forge does not answer/),
    ).toBeInTheDocument();
  });

  it('does not mind a silent forge of another repository', async () => {
    client.openChanges = {
      sources: [{ ...SILENT, source: 'forge/other' }],
      revision: 'r3',
      rows: [],
    };
    render();
    await screen.findByText('answered');
    expect(screen.queryByText(/The forge does not answer/)).toBeNull();
  });

  it('says what to do when nothing answers', async () => {
    client.failure = new GitopsRequestError('The backend is away.', {
      status: 503,
    });
    render();
    expect(await screen.findByText(/The backend is away/)).toBeInTheDocument();
  });
});

describe('hasChanges', () => {
  it.each([
    ['app', true],
    ['talos-node', true],
    ['virtual-machine', true],
    ['kubernetes-cluster', false],
    [undefined, false],
  ])('of type %s: %s', (type, expected) => {
    const entity = entityOf('x');
    expect(hasChanges({ ...entity, spec: type ? { type } : {} })).toBe(
      expected,
    );
  });

  it('leaves alone what is not of the lab', () => {
    expect(hasChanges({ ...entityOf('x'), metadata: { name: 'x' } })).toBe(
      false,
    );
  });
});
