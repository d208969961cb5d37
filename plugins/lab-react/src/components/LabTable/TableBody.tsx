import {
  useCallback,
  useId,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { movedIndex } from './tableKeys';
import { SortableHead } from './SortableHead';
import { TableRow } from './TableRow';
import type { LabColumn, LabSort } from './tableTypes';
import styles from './LabTable.module.css';

/** Height of a row; the CSS has the same. */
const ROW_PX = 32;
/** A first guess at a card; its real height is measured. */
const CARD_PX = 104;
const OVERSCAN = 12;

/** @internal */
export interface TableBodyProps<T> {
  label: string;
  rows: readonly T[];
  rowKey: (row: T) => string;
  columns: readonly LabColumn<T>[];
  sort?: LabSort;
  onSort: (sort: LabSort) => void;
  onOpen?: (row: T) => void;
  isCards: boolean;
}

/**
 * The rows as a grid of which only what is on screen exists. The grid owns the
 * focus and names the active row, so the keyboard works on rows that are not
 * drawn yet.
 */
export function TableBody<T>(props: TableBodyProps<T>) {
  const { rows, rowKey, columns, isCards, onOpen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const baseId = useId();
  const [activeKey, setActiveKey] = useState<string>();
  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey]);
  // Kept the same between draws: a new function makes it measure every row again.
  const keyAt = useCallback((index: number) => keys[index], [keys]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isCards ? CARD_PX : ROW_PX),
    getItemKey: keyAt,
    overscan: OVERSCAN,
  });

  const activeIndex = activeKey === undefined ? -1 : keys.indexOf(activeKey);
  const open = (row: T) => {
    setActiveKey(rowKey(row));
    onOpen?.(row);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.target === event.currentTarget) {
      if (rows[activeIndex]) {
        open(rows[activeIndex]);
      }
      return;
    }
    const place = { index: activeIndex, count: rows.length };
    const to = movedIndex(event.key, place);
    if (to !== undefined && rows[to]) {
      event.preventDefault();
      setActiveKey(keys[to]);
      virtualizer.scrollToIndex(to);
    }
  };
  const onClick = (event: MouseEvent) => {
    const target = event.target as HTMLElement;
    const index = target.closest('[data-index]')?.getAttribute('data-index');
    const row = rows[Number(index ?? -1)];
    if (row && !target.closest('a, button')) {
      open(row);
    }
  };
  const tracks = columns.map(column => column.width ?? '1fr').join(' ');
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      className={styles.scroller}
      style={{ '--lab-tracks': tracks } as CSSProperties}
      aria-label={props.label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={
        activeIndex >= 0 ? `${baseId}-${activeIndex}` : undefined
      }
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {!isCards && (
        <SortableHead
          columns={columns}
          sort={props.sort}
          onSort={props.onSort}
        />
      )}
      <div
        role="rowgroup"
        className={styles.rows}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(item => (
          <TableRow
            key={item.key}
            id={`${baseId}-${item.index}`}
            row={rows[item.index]}
            columns={columns}
            index={item.index}
            startPx={item.start}
            isActive={item.index === activeIndex}
            isCard={isCards}
            measure={isCards ? virtualizer.measureElement : undefined}
          />
        ))}
      </div>
    </div>
  );
}
