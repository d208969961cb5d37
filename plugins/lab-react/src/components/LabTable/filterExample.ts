import { formatFilter, type FilterTerm } from './filterText';
import type { FacetCount, LabColumn } from './tableTypes';

/**
 * Two conditions that this table knows, as they would be typed: one wanted, one
 * not. Empty for a table without facets, or without rows.
 */
export function filterExample<T>(
  columns: readonly LabColumn<T>[],
  facets: ReadonlyMap<string, readonly FacetCount[]>,
): string {
  const terms = columns
    .filter(({ facet }) => facet !== undefined)
    .flatMap(({ id: key }): FilterTerm[] => {
      const [most] = facets.get(key) ?? [];
      return most ? [{ key, values: [most.value], isNegated: false }] : [];
    })
    .slice(0, 2)
    .reverse()
    .map((term, at) => ({ ...term, isNegated: at === 1 }));
  return terms.map(term => formatFilter([term])).join(', ');
}
