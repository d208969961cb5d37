import { RiArrowDownSLine, RiArrowUpSLine } from '@remixicon/react';
import type { LabColumn, LabSort } from './tableTypes';
import styles from './LabTable.module.css';

/** @internal */
export interface SortableHeadProps<T> {
  columns: readonly LabColumn<T>[];
  sort?: LabSort;
  onSort: (sort: LabSort) => void;
}

/** The titles, which stay in sight; each sorts by its column, again to turn it round. */
export function SortableHead<T>(props: SortableHeadProps<T>) {
  const { columns, sort, onSort } = props;
  const directionOf = (column: LabColumn<T>) => {
    if (sort?.column !== column.id) {
      return 'none';
    }
    return sort.isDescending ? 'descending' : 'ascending';
  };
  return (
    <div role="row" className={styles.head} aria-rowindex={1}>
      {columns.map(column => {
        const direction = directionOf(column);
        const Arrow =
          direction === 'descending' ? RiArrowDownSLine : RiArrowUpSLine;
        return (
          <div
            key={column.id}
            role="columnheader"
            aria-sort={direction}
            className={styles.title}
          >
            <button
              type="button"
              className={styles.sort}
              onClick={() =>
                onSort({
                  column: column.id,
                  isDescending: direction === 'ascending',
                })
              }
            >
              {column.title}
              {direction !== 'none' && <Arrow size={14} aria-hidden="true" />}
            </button>
          </div>
        );
      })}
    </div>
  );
}
