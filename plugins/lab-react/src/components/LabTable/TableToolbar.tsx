import type { ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SearchField } from '@backstage/ui';
import { labTranslationRef } from '../../translation';
import { SEARCH_FIELD_ATTRIBUTE } from '../LabShortcuts/searchField';
import { FacetChips } from './FacetChips';
import { FacetMenu } from './FacetMenu';
import { filterExample } from './filterExample';
import { formatFilter, withSelectedValues } from './filterText';
import type { LabColumn } from './tableTypes';
import type { TableRows } from './useTableRows';
import styles from './TableToolbar.module.css';

/** @internal */
export interface TableToolbarProps<T> {
  label: string;
  columns: readonly LabColumn<T>[];
  table: TableRows<T>;
  total: number;
  filter: string;
  onFilter: (filter: string) => void;
  /** At the end of the line: the choice of columns. */
  children?: ReactNode;
}

/** Filter field, facets with counts, and how many rows are left. */
export function TableToolbar<T>(props: TableToolbarProps<T>) {
  const { t } = useTranslationRef(labTranslationRef);
  const { columns, table, total, filter, onFilter } = props;
  const shown = table.rows.length;
  const example = filterExample(columns, table.facets);
  const facets = (form: 'chips' | 'menu') =>
    columns
      .filter(column => column.facet === form)
      .map(column => ({
        column,
        counts: table.facets.get(column.id) ?? [],
        onSelect: (values: string[]) =>
          onFilter(
            formatFilter(
              withSelectedValues(table.terms, { key: column.id, values }),
            ),
          ),
      }));
  return (
    <div className={styles.toolbar}>
      <div className={styles.line}>
        <div className={styles.search} {...{ [SEARCH_FIELD_ATTRIBUTE]: '' }}>
          <SearchField
            size="small"
            aria-label={`${t('table.filter')}: ${props.label}`}
            placeholder={
              example
                ? t('table.filterPlaceholder', { example })
                : t('table.filter')
            }
            value={filter}
            onChange={onFilter}
          />
        </div>
        {facets('menu')
          .filter(facet => facet.counts.length > 1)
          .map(facet => (
            <FacetMenu key={facet.column.id} {...facet} />
          ))}
        <span className={styles.total} role="status">
          {shown === total
            ? t('table.rows', { count: total })
            : t('table.rowsOf', { shown: String(shown), total: String(total) })}
        </span>
        {props.children}
      </div>
      {facets('chips').map(facet => (
        <FacetChips key={facet.column.id} {...facet} />
      ))}
    </div>
  );
}
