import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fluxApiRef } from './api/fluxApiRef';
import { FAILURES, FakeFluxClient } from './__testUtils__/FakeFluxClient';
import {
  detail,
  relation,
  row,
  source,
  summary,
  treeNode,
} from './__testUtils__/fluxBuilders';
import fluxPlugin from './index';

/** Signals without a server. */
class FakeSignals implements SignalApi {
  readonly #listeners = new Set<(message: never) => void>();

  subscribe(channel: string, onMessage: (message: never) => void) {
    if (channel === 'flux:changed') {
      this.#listeners.add(onMessage);
    }
    return { unsubscribe: () => this.#listeners.delete(onMessage) };
  }

  change() {
    const message = { plugin: 'flux', revision: 'another' };
    for (const listener of this.#listeners) {
      listener(message as never);
    }
  }
}

function openPage(path: string, client: FakeFluxClient) {
  const signals = new FakeSignals();
  const fakes = createFrontendModule({
    pluginId: 'flux',
    extensions: [
      ApiBlueprint.make({
        params: defineParams =>
          defineParams({
            api: fluxApiRef,
            deps: {},
            factory: () => client,
          }),
      }),
    ],
  });
  renderTestApp({
    features: [fluxPlugin, fakes],
    initialRouteEntries: [path],
    apis: [[signalApiRef, signals]],
  });
  return signals;
}

describe('the Flux page', () => {
  let client: FakeFluxClient;

  beforeEach(() => {
    client = new FakeFluxClient();
    jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(640);
    jest.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1000);
  });

  afterEach(() => jest.restoreAllMocks());

  it('answers first how much of the lab is what Git says', async () => {
    openPage('/flux', client);
    expect(
      await screen.findByRole('heading', {
        name: 'All 12 Kustomizations and HelmReleases are what Git says.',
      }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('region', { name: /What (needs|blocks)/ }),
    ).not.toBeInTheDocument();
  });

  it('names what blocks what, and leads there', async () => {
    client.answers.summary.summary = summary({
      severity: 'error',
      sentence: '10 of 12 are what Git says.',
      attention: [row({ status: 'Failed', message: 'no such chart' })],
      attentionTotal: 1,
      blockers: [
        {
          cause: relation({ name: 'rook', status: 'Failed' }),
          sentence: 'rook does not build.',
          blocks: ['Kustomization/media/jellyfin'],
        },
      ],
    });
    openPage('/flux/overview', client);
    expect(await screen.findByText('rook does not build.')).toBeInTheDocument();
    expect(screen.getByText('no such chart')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'rook' })).toHaveAttribute(
      'href',
      '/flux/resources/lab/Kustomization/flux-system/rook',
    );
  });

  it('says what is missing when no Flux was seen', async () => {
    client.answers.summary.summary = summary({
      appliers: { total: 0, asGitSays: 0, counts: {} },
      severity: 'unknown',
      sentence: 'No Kustomization or HelmRelease was seen.',
    });
    openPage('/flux/overview', client);
    expect(await screen.findByText(/Install Flux/)).toBeInTheDocument();
  });

  it('opens a row of the list with the keyboard', async () => {
    client.answers.rows.rows = [row(), row({ name: 'sonarr' })];
    client.answers.detail.resource = detail({ row: row({ name: 'sonarr' }) });
    openPage('/flux/resources?sort=name', client);
    const grid = await screen.findByRole('grid', { name: 'Flux resources' });
    act(() => grid.focus());
    await userEvent.keyboard('{End}{Enter}');
    expect(
      await screen.findByRole('heading', { name: 'sonarr' }),
    ).toBeInTheDocument();
  });

  it('changes by itself when the cluster changes', async () => {
    const signals = openPage('/flux/resources', client);
    expect(await screen.findByText('1 row')).toBeInTheDocument();
    client.answers.rows = {
      ...client.answers.rows,
      revision: 'r2',
      rows: [row(), row({ name: 'new' })],
    };
    act(() => signals.change());
    expect(await screen.findByText('2 rows')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'new' })).toBeInTheDocument();
  });

  it('keeps the last facts, marked, when the backend goes away and heals', async () => {
    const signals = openPage('/flux/resources', client);
    await screen.findByText('1 row');
    client.failure = FAILURES.down();
    act(() => signals.change());
    expect(await screen.findByText(/These facts are from/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'jellyfin' })).toBeInTheDocument();
    client.failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(screen.queryByText(/These facts are from/)).toBeNull(),
    );
  });

  it('names a source that does not answer, and shows what it had', async () => {
    client.answers.rows.sources = [
      source({ status: 'stale', message: 'The API server does not answer.' }),
    ];
    client.answers.rows.rows = [row({ status: 'Unknown', lastKnown: 'Ready' })];
    openPage('/flux/resources', client);
    expect(
      await screen.findByText(/The API server does not answer/),
    ).toBeInTheDocument();
    expect(screen.getAllByText('was Ready when last seen')).not.toHaveLength(0);
  });

  it('shows meaning, root cause, next step, evidence and the raw object last', async () => {
    client.answers.detail.resource = detail({
      row: row({ status: 'Blocked' }),
      message: 'dependency rook is not ready',
      explanation: { meaning: 'It waits.', nextStep: 'Mend rook first.' },
      block: {
        why: 'failing',
        sentence: 'rook fails.',
        path: [relation({ name: 'rook', status: 'Failed' })],
      },
      dependsOn: [relation({ name: 'rook', status: 'Failed' })],
    });
    client.answers.tree.root = treeNode({ kind: 'Secret', note: 'not-read' });
    openPage('/flux/resources/lab/Kustomization/media/jellyfin', client);
    expect(await screen.findByText('It waits.')).toBeInTheDocument();
    expect(screen.getByText('rook fails.')).toBeInTheDocument();
    expect(screen.getByText(/Mend rook first/)).toBeInTheDocument();
    expect(
      screen.getByText('flux reconcile kustomization jellyfin -n media'),
    ).toBeInTheDocument();
    const inventory = screen.getByRole('region', { name: 'What it applied' });
    expect(
      await within(inventory).findByText('never read by the portal'),
    ).toBeInTheDocument();
    const yaml = screen.getByRole('button', { name: /YAML/ });
    expect(yaml).toHaveAttribute('aria-expanded', 'false');
  });

  it('says what to do about an object that is not there', async () => {
    client.failure = FAILURES.missing();
    openPage('/flux/resources/lab/Kustomization/media/gone', client);
    expect(
      await screen.findByText("Cluster lab has no Kustomization 'media/gone'"),
    ).toBeInTheDocument();
    expect(screen.getByText(/removed from Git/)).toBeInTheDocument();
  });

  it('shows the tree from the root, or only the way to what fails', async () => {
    const failing = treeNode({
      id: 'bad',
      name: 'bad',
      status: 'Failed',
      severity: 'error',
      isFailing: true,
    });
    client.answers.tree.root = treeNode({
      id: 'root',
      name: 'root',
      isFailing: true,
      children: [treeNode({ id: 'good', name: 'good' }), failing],
    });
    openPage('/flux/tree', client);
    expect(
      await screen.findByRole('treeitem', { name: /good/ }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('switch'));
    await waitFor(() =>
      expect(screen.queryByRole('treeitem', { name: /good/ })).toBeNull(),
    );
    expect(screen.getByRole('treeitem', { name: /bad/ })).toBeInTheDocument();
  });
});
