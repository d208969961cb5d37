import { FilterChips } from '../FilterChips/FilterChips';
import type { FacetCount, LabColumn } from './tableTypes';

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
    <FilterChips
      label={column.title}
      chips={counts.map(({ value, count, isSelected }) => ({
        value,
        count,
        isSelected,
        content: column.renderFacet?.(value),
      }))}
      onToggle={value => {
        const facet = counts.find(each => each.value === value);
        if (facet) {
          toggle(facet);
        }
      }}
    />
  );
}
