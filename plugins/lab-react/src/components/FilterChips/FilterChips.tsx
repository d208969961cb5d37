import type { ReactNode } from 'react';
import styles from './FilterChips.module.css';

/** @public */
export interface FilterChip {
  readonly value: string;
  /** How many there are of it. */
  readonly count: number;
  readonly isSelected: boolean;
  /** What it is shown as; the value when unset. */
  readonly content?: ReactNode;
}

/** @public */
export interface FilterChipsProps {
  /** What the values are of. */
  label: string;
  chips: readonly FilterChip[];
  onToggle: (value: string) => void;
}

/**
 * Values side by side, each with its count; a value of which there is none is left
 * out unless it is selected.
 *
 * @public
 */
export function FilterChips(props: FilterChipsProps) {
  const { label, chips, onToggle } = props;
  return (
    <div className={styles.chips} role="group" aria-label={label}>
      {chips
        .filter(({ count, isSelected }) => count > 0 || isSelected)
        .map(({ value, count, isSelected, content }) => (
          <button
            key={value}
            type="button"
            className={styles.chip}
            aria-pressed={isSelected}
            onClick={() => onToggle(value)}
          >
            {content ?? value} <span className={styles.count}>{count}</span>
          </button>
        ))}
    </div>
  );
}
