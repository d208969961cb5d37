import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { LAB_ANNOTATIONS } from '@homestage/backstage-plugin-lab-common';
import { screen } from '@testing-library/react';
import { fluxApiRef } from '../../api/fluxApiRef';
import { FAILURES, FakeFluxClient } from '../../__testUtils__/FakeFluxClient';
import { app, appObject } from '../../__testUtils__/fluxBuilders';
import { FluxAppCard } from './FluxAppCard';

const jellyfin = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'jellyfin',
    annotations: {
      [LAB_ANNOTATIONS.cluster]: 'lab',
      [LAB_ANNOTATIONS.kustomizations]: 'media/jellyfin',
    },
  },
};

function renderCard(
  client: FakeFluxClient,
  entity: typeof jellyfin = jellyfin,
) {
  return renderInTestApp(
    <EntityProvider entity={entity}>
      <FluxAppCard />
    </EntityProvider>,
    { apis: [[fluxApiRef, client]] },
  );
}

const levels = (container: HTMLElement) =>
  [...container.querySelectorAll('svg[data-level]')].map(shape =>
    shape.getAttribute('data-level'),
  );

describe('FluxAppCard', () => {
  it('says whether it runs what Git says, at which revision', async () => {
    renderCard(new FakeFluxClient());
    expect(
      await screen.findByText('It runs what Git says.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /5ab1c2d3/ })).toHaveAttribute(
      'href',
      expect.stringContaining('/lab/home-ops/commit/5ab1c2d3'),
    );
  });

  it('is never green for a pod that was never scheduled', async () => {
    const client = new FakeFluxClient();
    client.answers.app.app = app({
      severity: 'error',
      sentence: 'A pod can not be scheduled.',
      kustomizations: [],
      objects: [
        appObject({
          kind: 'Pod',
          status: 'Failed',
          severity: 'error',
          message: '0/5 nodes have room',
        }),
      ],
    });
    const { container } = renderCard(client);
    expect(await screen.findByText('0/5 nodes have room')).toBeInTheDocument();
    expect(levels(container)).toEqual(['error', 'error']);
  });

  it('is never green for what was not seen', async () => {
    const client = new FakeFluxClient();
    client.answers.app.app = app({
      severity: 'unknown',
      sentence: 'Not all of it was seen.',
      kustomizations: [],
      objects: [appObject({ status: 'Unknown', severity: 'unknown' })],
    });
    const { container } = renderCard(client);
    await screen.findByText('Not all of it was seen.');
    expect(levels(container)).toEqual(['unknown', 'unknown']);
  });

  it('names the permission that is missing', async () => {
    const client = new FakeFluxClient();
    client.failure = FAILURES.denied();
    renderCard(client);
    expect(await screen.findByText(/flux.resource.read/)).toBeInTheDocument();
  });

  it('says so when the entity does not name its cluster', async () => {
    const client = new FakeFluxClient();
    renderCard(client, {
      ...jellyfin,
      metadata: { ...jellyfin.metadata, annotations: {} as never },
    });
    expect(
      await screen.findByText('It is not known what applies this app'),
    ).toBeInTheDocument();
    expect(client.requests).toBe(0);
  });
});
