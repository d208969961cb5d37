import type { ReactNode } from 'react';

/**
 * One column of a {@link LabTable}. Its id is also the word before the colon in
 * the filter: `kind:Pod`.
 *
 * @public
 */
export interface LabColumn<T> {
  readonly id: string;
  readonly title: string;
  /** What is filtered, counted and sorted by; undefined means that it is not known. */
  readonly value: (row: T) => string | number | undefined;
  /** What is drawn; the value when unset. */
  readonly render?: (row: T) => ReactNode;
  /** Order of this column; by number or by text with numbers in it when unset. */
  readonly compare?: (a: T, b: T) => number;
  /** A CSS grid track, such as `2fr` or `120px`; `1fr` when unset. */
  readonly width?: string;
  /** Offers the values with their counts: `chips` side by side, `menu` behind a button. */
  readonly facet?: 'chips' | 'menu';
  /** How a facet's value is drawn; the value itself when unset. */
  readonly renderFacet?: (value: string) => ReactNode;
  /** Order of the facet's values; most frequent first when unset. */
  readonly compareFacets?: (a: string, b: string) => number;
  readonly isHiddenAtFirst?: boolean;
  /**
   * Place on a card at phone width: `title`, `aside` beside it, `inline` in one
   * line with others and without its title, `line` below with it, or `none`.
   * `line` when unset.
   */
  readonly card?: CardPlace;
}

/** @public */
export type CardPlace = 'title' | 'aside' | 'inline' | 'line' | 'none';

/** @public */
export interface LabSort {
  readonly column: string;
  readonly isDescending: boolean;
}

/** @public */
export interface FacetCount {
  readonly value: string;
  /** Rows with this value that match everything else in the filter. */
  readonly count: number;
  readonly isSelected: boolean;
}
