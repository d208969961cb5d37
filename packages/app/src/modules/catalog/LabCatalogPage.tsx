import { CatalogIndexPage } from '@backstage/plugin-catalog/alpha';
import type { ComponentProps } from 'react';
import { labCatalogColumns } from './labCatalogColumns';

type LabCatalogPageProps = Pick<
  ComponentProps<typeof CatalogIndexPage>,
  'filters' | 'pagination'
>;

/** The catalog's own list with the lab's columns. */
export function LabCatalogPage(props: LabCatalogPageProps) {
  return (
    <CatalogIndexPage
      {...props}
      columns={labCatalogColumns}
      // A lab fits on one screen.
      tableOptions={{ padding: 'dense' }}
    />
  );
}
