import type { ReactNode } from 'react';
import styles from './FactTable.module.css';

/** Props of {@link FactTable}. */
export interface FactTableProps {
  label: string;
  columns: readonly string[];
  /** One cell for each column. */
  rows: ReadonlyArray<{ key: string; cells: readonly ReactNode[] }>;
  /** Shown in place of rows. */
  empty: string;
}

/** A short table of facts; a phone gets a card for each row. */
export function FactTable(props: FactTableProps) {
  const { label, columns, rows, empty } = props;
  if (rows.length === 0) {
    return <p className={styles.empty}>{empty}</p>;
  }
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map(column => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {cells.map((cell, index) => (
              <td key={columns[index]} data-label={columns[index]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
