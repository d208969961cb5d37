import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { OverviewSectionBlueprint } from '@homestage/backstage-plugin-lab-react';
import { LAB_ANNOTATIONS } from '@homestage/backstage-plugin-lab-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import labPlugin from '.';

function entity(kind: string, type: string, presence = 'both'): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name: `${type}-${presence}`,
      annotations: { [LAB_ANNOTATIONS.presence]: presence },
    },
    spec: { type },
  };
}

const section = (name: string, text: string) =>
  OverviewSectionBlueprint.make({
    name,
    params: { loader: async () => <section>{text}</section> },
  });

/** The overview with these sections, on a catalog that answers or fails. */
function openOverview(options: {
  entities?: Entity[];
  sections?: Record<string, string>;
  failure?: Error;
}) {
  const { entities = [], sections = {} } = options;
  const catalog = catalogApiMock({ entities });
  let { failure } = options;
  const getEntities = catalog.getEntities.bind(catalog);
  catalog.getEntities = async request => {
    if (failure) {
      throw failure;
    }
    return getEntities(request);
  };
  renderTestApp({
    features: [
      labPlugin,
      createFrontendModule({
        pluginId: 'lab',
        extensions: Object.entries(sections).map(([name, text]) =>
          section(name, text),
        ),
      }),
    ],
    initialRouteEntries: ['/'],
    apis: [[catalogApiRef, catalog]],
  });
  return {
    mend: () => {
      failure = undefined;
    },
  };
}

describe('the overview', () => {
  it('says first what domains find wrong, in their order, then what there is', async () => {
    openOverview({
      entities: [entity('Component', 'app')],
      sections: { flux: 'Flux: all fine', ceph: 'Ceph: an OSD is down' },
    });
    const panel = await screen.findByRole('region', { name: 'What there is' });
    const [flux, ceph] = [
      await screen.findByText('Flux: all fine'),
      await screen.findByText('Ceph: an OSD is down'),
    ];
    const follows = Node.DOCUMENT_POSITION_FOLLOWING;
    expect(flux.compareDocumentPosition(ceph)).toBe(follows);
    expect(ceph.compareDocumentPosition(panel)).toBe(follows);
  });

  it('counts what the lab has; every number leads to its list', async () => {
    openOverview({
      entities: [
        entity('Component', 'app'),
        entity('Component', 'app', 'git'),
        entity('Resource', 'talos-node', 'live'),
      ],
    });
    const apps = await screen.findByRole('link', { name: /Apps/ });
    expect(apps).toHaveTextContent('2Apps1 in Git, not live');
    expect(apps).toHaveAttribute('href', expect.stringContaining('/catalog?'));
    expect(screen.getByRole('link', { name: /Nodes/ })).toHaveTextContent(
      '1Nodes1 live, not in Git',
    );
  });

  it('does not count what is not of the lab', async () => {
    const foreign = entity('Component', 'app');
    foreign.metadata.annotations = {};
    openOverview({ entities: [foreign] });
    expect(
      await screen.findByText('The catalog is being filled'),
    ).toBeInTheDocument();
  });

  it('says that the catalog does not answer, and asks again', async () => {
    const { mend } = openOverview({
      entities: [entity('Component', 'app')],
      failure: new Error('The catalog is starting'),
    });
    const panel = await screen.findByRole('region', { name: 'What there is' });
    expect(
      await within(panel).findByText(/The catalog is starting/),
    ).toBeInTheDocument();
    expect(within(panel).queryByRole('link', { name: /Apps/ })).toBeNull();
    mend();
    await userEvent.click(
      within(panel).getByRole('button', { name: /again/i }),
    );
    expect(
      await within(panel).findByRole('link', { name: /Apps/ }),
    ).toBeInTheDocument();
  });

  it('leads to what can be asked for', async () => {
    openOverview({});
    expect(
      await screen.findByRole('link', { name: 'Ask for something new' }),
    ).toHaveAttribute('href', '/create');
  });
});
