import { renderInTestApp } from '@backstage/frontend-test-utils';
import { LAB_ANNOTATIONS } from '@homestage/backstage-plugin-lab-common';
import { screen } from '@testing-library/react';
import { labCatalogColumns } from './labCatalogColumns';

type EntityList = Parameters<typeof labCatalogColumns>[0];
type Entity = EntityList['entities'][number];

function entity(kind: string, presence?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name: 'sonarr',
      annotations: presence ? { [LAB_ANNOTATIONS.presence]: presence } : {},
    },
  };
}

/** The columns for a list of these; the list holds much more that they do not read. */
const columnsFor = (entities: Entity[], kind?: string) =>
  labCatalogColumns({
    entities,
    filters: kind ? { kind: { value: kind } } : {},
  } as unknown as EntityList);

const isWhere = ({ title }: { title?: unknown }) => title === 'Where it stands';

describe('labCatalogColumns', () => {
  it.each([
    ['apps have it', [entity('Component')], undefined, true],
    ['nodes and machines have it', [entity('Resource')], undefined, true],
    ['an empty list has it, by its filter', [], 'component', true],
    ['templates do not', [entity('Template')], undefined, false],
    ['people do not', [], 'user', false],
    ['what is not known yet does not', [], undefined, false],
  ])('a column for where it stands: %s', (_, entities, kind, expected) => {
    expect(columnsFor(entities, kind).some(isWhere)).toBe(expected);
  });

  it.each([
    ['both', 'in Git and live'],
    ['git', 'in Git, not live'],
    ['live', 'live, not in Git'],
  ])('shows %s in words', async (presence, words) => {
    const subject = entity('Component', presence);
    const column = columnsFor([subject]).find(isWhere)!;
    const row = { entity: subject } as Parameters<
      NonNullable<typeof column.render>
    >[0];
    renderInTestApp(<>{column.render!(row, 'row')}</>);
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it('shows nothing for what the lab does not know', () => {
    const subject = entity('Component');
    const column = columnsFor([subject]).find(isWhere)!;
    const row = { entity: subject } as Parameters<
      NonNullable<typeof column.render>
    >[0];
    expect(column.render!(row, 'row')).toBeNull();
  });
});
