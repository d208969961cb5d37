import type { FacetCount, LabColumn } from './tableTypes';
import styles from './TableToolbar.module.css';

/** @internal */
export interface FacetProps<T> {
  column: LabColumn<T>;
  counts: readonly FacetCount[];
  onSelect: (values: string[]) => void;
}

/** Values side by side, each with its count; a value that fits no row is left out. */
export function FacetChips<T>(props: FacetProps<T>) {
  const { column, counts, onSelect } = props;
  const selected = counts.filter(each => each.isSelected);
  const toggle = (facet: FacetCount) =>
    onSelect(
      (facet.isSelected
        ? selected.filter(each => each !== facet)
        : [...selected, facet]
      ).map(each => each.value),
    );
  return (
    <div className={styles.chips} role="group" aria-label={column.title}>
      {counts
        .filter(each => each.count > 0 || each.isSelected)
        .map(each => (
          <button
            key={each.value}
            type="button"
            className={styles.chip}
            aria-pressed={each.isSelected}
            onClick={() => toggle(each)}
          >
            {column.renderFacet?.(each.value) ?? each.value}{' '}
            <span className={styles.count}>{each.count}</span>
          </button>
        ))}
    </div>
  );
}
