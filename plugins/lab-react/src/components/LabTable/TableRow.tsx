import { memo, type CSSProperties } from 'react';
import type { CardPlace, LabColumn } from './tableTypes';
import styles from './LabTable.module.css';

/** @internal */
export interface TableRowProps<T> {
  id: string;
  row: T;
  columns: readonly LabColumn<T>[];
  index: number;
  startPx: number;
  isActive: boolean;
  isCard: boolean;
  /** Learns the height of a card. */
  measure?: (element: HTMLElement | null) => void;
}

function cellText<T>(column: LabColumn<T>, row: T) {
  const drawn = column.render?.(row) ?? column.value(row);
  return drawn === undefined || drawn === '' ? (
    <span className={styles.none}>–</span>
  ) : (
    drawn
  );
}

const CARD_ORDER: readonly CardPlace[] = ['title', 'aside', 'inline', 'line'];

const cardPlace = <T,>(column: LabColumn<T>): CardPlace =>
  column.card ?? 'line';

/** A card has room for what is known only, the title first. */
function cardColumns<T>(
  columns: readonly LabColumn<T>[],
  row: T,
): LabColumn<T>[] {
  return CARD_ORDER.flatMap(place =>
    columns.filter(
      column => cardPlace(column) === place && column.value(row) !== undefined,
    ),
  );
}

function TableRowView<T>(props: TableRowProps<T>) {
  const { id, row, columns, index, startPx, isActive, isCard } = props;
  const style: CSSProperties = { transform: `translateY(${startPx}px)` };
  return (
    <div
      id={id}
      role="row"
      ref={props.measure}
      data-index={index}
      className={isCard ? styles.card : styles.row}
      style={style}
      aria-rowindex={index + 2}
      aria-selected={isActive}
    >
      {(isCard ? cardColumns(columns, row) : columns).map(column => (
        <div
          key={column.id}
          role="gridcell"
          className={styles.cell}
          data-card={cardPlace(column)}
        >
          {isCard && cardPlace(column) === 'line' && (
            <span className={styles.cellTitle}>{column.title}</span>
          )}
          {cellText(column, row)}
        </div>
      ))}
    </div>
  );
}

/** Drawn again only when the row, its place or its activity changes. */
export const TableRow = memo(TableRowView) as typeof TableRowView;
