import { useDeferredValue, useMemo } from 'react';
import { parseFilter, type FilterTerm } from './filterText';
import { countFacet, filterRows, indexRows, sortRows } from './tableIndex';
import type { FacetCount, LabColumn, LabSort } from './tableTypes';

/** What is shown of a table, and the counts beside its facets. */
export interface TableRows<T> {
  readonly rows: readonly T[];
  readonly terms: readonly FilterTerm[];
  readonly facets: ReadonlyMap<string, readonly FacetCount[]>;
  readonly keys: ReadonlySet<string>;
}

/**
 * Sorts once per answer, filters per key press, and lets typing go first: the
 * rows follow the filter as soon as the browser has time.
 */
export function useTableRows<T>(
  rows: readonly T[],
  view: {
    columns: readonly LabColumn<T>[];
    filter: string;
    sort?: LabSort;
  },
): TableRows<T> {
  const { columns, sort } = view;
  const filter = useDeferredValue(view.filter);
  const keys = useMemo(
    () => new Set(columns.map(column => column.id)),
    [columns],
  );
  const sortKey = sort && `${sort.isDescending ? '-' : ''}${sort.column}`;
  const sorted = useMemo(() => {
    const order = sortKey
      ? {
          column: sortKey.replace(/^-/, ''),
          isDescending: sortKey.startsWith('-'),
        }
      : undefined;
    return indexRows(sortRows(rows, { sort: order, columns }), columns);
  }, [rows, columns, sortKey]);
  const terms = useMemo(() => parseFilter(filter, keys), [filter, keys]);
  const shown = useMemo(
    () => filterRows(sorted, { terms, columns }).map(each => each.row),
    [sorted, terms, columns],
  );
  const facets = useMemo(
    () =>
      new Map(
        columns
          .filter(column => column.facet)
          .map(column => [
            column.id,
            countFacet(sorted, { column, columns, terms }),
          ]),
      ),
    [sorted, columns, terms],
  );
  return { rows: shown, terms, facets, keys };
}
