import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useIsNarrow } from '../../hooks/useIsNarrow';
import { labTranslationRef } from '../../translation';
import { EmptyState } from '../StateMessage/EmptyState';
import { LoadingBars } from '../LoadingBars/LoadingBars';
import { ColumnMenu } from './ColumnMenu';
import { TableBody } from './TableBody';
import { TableToolbar } from './TableToolbar';
import { useColumnChoice } from './useColumnChoice';
import { useTableAddress } from './useTableAddress';
import { useTableRows } from './useTableRows';
import type { LabColumn, LabSort } from './tableTypes';
import styles from './LabTable.module.css';

/** Rows of uneven length, as most tables have them. */
const ROW_BARS = Array.from({ length: 8 }, (_, index) => ({
  height: 20,
  width: `${92 - (index % 3) * 14}%`,
}));
const NO_ROWS: readonly never[] = Object.freeze([]);

/** @public */
export interface LabTableProps<T> {
  /** Names the table for good: the choice of columns is remembered under it. */
  id: string;
  /** What the rows are, for screen readers. */
  label: string;
  /** Unset while the first answer is on its way. */
  rows?: readonly T[];
  /** Keep it the same object between draws, else every row is prepared again. */
  columns: readonly LabColumn<T>[];
  rowKey: (row: T) => string;
  /** Enter, or a click outside of links. */
  onOpen?: (row: T) => void;
  /** Order until the person chooses one. */
  defaultSort?: LabSort;
  /** Put before the parameters in the address, for a second table on a page. */
  addressPrefix?: string;
  /** Shown when there is not one row, filter or not. */
  empty?: ReactNode;
}

/**
 * A dense table in which 1 row and 10,000 feel the same: only what is on screen
 * is drawn; filter, facets and order live in the address; the keyboard moves
 * between rows; at phone width rows become cards.
 *
 * @public
 */
export function LabTable<T>(props: LabTableProps<T>) {
  const { t } = useTranslationRef(labTranslationRef);
  const { id, label, columns, rowKey, onOpen, empty } = props;
  const rows = props.rows ?? NO_ROWS;
  const isCards = useIsNarrow();
  const address = useTableAddress(props.addressPrefix);
  const choice = useColumnChoice(id, columns);
  const sort = address.sort ?? props.defaultSort;
  const table = useTableRows(rows, { columns, filter: address.filter, sort });

  if (!props.rows) {
    return <LoadingBars bars={ROW_BARS} />;
  }
  if (rows.length === 0) {
    return <>{empty ?? <EmptyState title={t('table.emptyTitle')} />}</>;
  }
  return (
    <div className={styles.table}>
      <TableToolbar
        label={label}
        columns={columns}
        table={table}
        total={rows.length}
        filter={address.filter}
        onFilter={address.setFilter}
      >
        {!isCards && (
          <ColumnMenu
            columns={columns}
            shown={choice.shown}
            onChange={choice.setShown}
          />
        )}
      </TableToolbar>
      {table.rows.length === 0 ? (
        <EmptyState
          title={t('table.noMatchTitle')}
          message={t('table.noMatchText', { total: String(rows.length) })}
          nextStep={
            <Button
              size="small"
              variant="secondary"
              onPress={() => address.setFilter('')}
            >
              {t('table.clear')}
            </Button>
          }
        />
      ) : (
        <TableBody
          label={label}
          rows={table.rows}
          rowKey={rowKey}
          columns={
            isCards
              ? columns.filter(column => column.card !== 'none')
              : choice.shown
          }
          sort={sort}
          onSort={address.setSort}
          onOpen={onOpen}
          isCards={isCards}
        />
      )}
    </div>
  );
}
