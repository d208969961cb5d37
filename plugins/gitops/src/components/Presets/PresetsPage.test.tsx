import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import {
  FakeGitopsClient,
  formFacts,
  preset,
} from '../../__testUtils__/FakeGitopsClient';
import { TestForm } from '../../__testUtils__/TestForm';
import { presetsRouteRef, templateRouteRef } from '../../routes';
import { PresetField } from '../FormField/PresetField';
import { PresetsPage } from './PresetsPage';

const jellyfin = {
  ...preset,
  name: 'jellyfin',
  title: 'Jellyfin',
  description: 'Films and series',
  subdomain: 'tv',
};

describe('the apps to choose from', () => {
  let client: FakeGitopsClient;

  beforeEach(() => {
    client = new FakeGitopsClient();
    client.currentFacts = formFacts({ domain: 'lab.example' });
    client.knownPresets = { presets: [preset, jellyfin], problems: [] };
  });

  const render = (element: JSX.Element) =>
    renderInTestApp(element, {
      apis: [[gitopsApiRef, client]],
      mountedRoutes: {
        '/presets': presetsRouteRef,
        '/create/templates/:namespace/:templateName': templateRouteRef,
      },
    });

  it('each lead to the form, filled in for this tree', async () => {
    await render(<PresetsPage />);
    const link = await screen.findByRole('link', { name: 'Navidrome' });
    const address = new URL(link.getAttribute('href')!, 'http://portal');
    expect(address.pathname).toBe('/create/templates/default/add-app');
    expect(JSON.parse(address.searchParams.get('formData')!)).toMatchObject({
      preset: 'navidrome',
      hostname: 'music.lab.example',
    });
    expect(screen.getByText(/in the tree already/)).toBeInTheDocument();
  });

  it('are found by their words', async () => {
    await render(<PresetsPage />);
    await userEvent.type(
      await screen.findByRole('searchbox', { name: 'Find an app' }),
      'films',
    );
    expect(screen.getByText('1 of 2 apps')).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'Navidrome' }),
    ).not.toBeInTheDocument();
    await userEvent.type(screen.getByRole('searchbox'), ' and nothing');
    expect(
      screen.getByText('No app fits films and nothing'),
    ).toBeInTheDocument();
  });

  it('tell which files cannot be read, and show the rest', async () => {
    client.knownPresets = {
      presets: [preset],
      problems: ['broken.yaml:3:1 image: is missing'],
    };
    await render(<PresetsPage />);
    expect(
      await screen.findByText(/broken.yaml:3:1 image/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Navidrome' })).toBeInTheDocument();
  });

  it('say how to get some where there are none', async () => {
    client.knownPresets = { presets: [], problems: [] };
    await render(<PresetsPage />);
    expect(
      await screen.findByText(/Name a folder of presets/),
    ).toBeInTheDocument();
  });

  it('are offered by the blank form', async () => {
    await render(<TestForm field={PresetField} path="preset" title="Preset" />);
    expect(
      await screen.findByText(/Start from one of 2 apps/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Choose an app' })).toHaveAttribute(
      'href',
      '/presets',
    );
  });

  it('are said to be unreadable, with the reason', async () => {
    client.failure = new Error('homestage.gitops.presets names no folder');
    await render(<TestForm field={PresetField} path="preset" title="Preset" />);
    expect(
      await screen.findByText(/cannot be read: homestage.gitops.presets/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Start from one/)).not.toBeInTheDocument();
  });

  it('are named by the form that was filled in', async () => {
    await render(
      <TestForm
        field={PresetField}
        path="preset"
        title="Preset"
        form={{ preset: 'navidrome' }}
      />,
    );
    expect(
      await screen.findByText(/^Navidrome: Your music/),
    ).toBeInTheDocument();
  });

  it('are said to be unknown when the form names another', async () => {
    await render(
      <TestForm
        field={PresetField}
        path="preset"
        title="Preset"
        form={{ preset: 'gone' }}
      />,
    );
    expect(
      await screen.findByText(/The preset gone is not known/),
    ).toBeInTheDocument();
  });
});
