import {
  CatalogTable,
  type CatalogTableColumnsFunc,
} from '@backstage/plugin-catalog';
import {
  PresenceChip,
  isLabEntity,
  placeOf,
} from '@homestage/backstage-plugin-lab-react';

/** Kinds that are made from the tree and the clusters. */
const LAB_KINDS: ReadonlySet<string> = new Set(['component', 'resource']);

const { columns } = CatalogTable;

/**
 * The columns of what a lab is made of: what it is, where it belongs, and
 * whether it is in Git, live or both. All of it has one owner and one
 * lifecycle and no tags, so that those would only take the names their room.
 * Other kinds keep the catalog's own columns.
 */
export const labCatalogColumns: CatalogTableColumnsFunc = list => {
  const kind =
    list.entities[0]?.kind.toLocaleLowerCase('en-US') ??
    list.filters.kind?.value;
  if (kind === undefined || !LAB_KINDS.has(kind)) {
    return CatalogTable.defaultColumnsFunc(list);
  }
  return [
    columns.createTitleColumn({ hidden: true }),
    columns.createNameColumn({ defaultKind: kind }),
    columns.createSystemColumn(),
    columns.createSpecTypeColumn({ hidden: list.filters.type !== undefined }),
    {
      title: 'Where it stands',
      width: 'auto',
      render: ({ entity }) =>
        isLabEntity(entity) ? (
          <PresenceChip presence={placeOf(entity).presence} />
        ) : null,
      customSort: (a, b) =>
        presenceOf(a.entity).localeCompare(presenceOf(b.entity)),
    },
  ];
};

function presenceOf(entity: Parameters<typeof placeOf>[0]): string {
  return placeOf(entity).presence ?? '';
}
