import type { FilterTerm } from './filterText';
import type { FacetCount, LabColumn, LabSort } from './tableTypes';

/** A row with what filtering needs, made once per answer instead of once per key. */
export interface IndexedRow<T> {
  readonly row: T;
  /** All texts in lower case, for words; numbers are found by their column only. */
  readonly text: string;
  /** Values in lower case by column id. */
  readonly values: ReadonlyMap<string, string>;
}

/** Prepares rows for {@link filterRows}. */
export function indexRows<T>(
  rows: readonly T[],
  columns: readonly LabColumn<T>[],
): IndexedRow<T>[] {
  return rows.map(row => {
    const values = new Map<string, string>();
    const words: string[] = [];
    for (const column of columns) {
      const value = column.value(row);
      const text = value === undefined ? '' : String(value).toLowerCase();
      values.set(column.id, text);
      if (typeof value === 'string') {
        words.push(text);
      }
    }
    return { row, values, text: words.join('\n') };
  });
}

type Test = (row: IndexedRow<unknown>) => boolean;

function wildcard(pattern: string): RegExp {
  const escaped = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('\\*', '.*')}$`);
}

/** A facet's value must fit as a whole, any other text may contain it. */
function valueTest(value: string, isWhole: boolean): (text: string) => boolean {
  const wanted = value.toLowerCase();
  if (wanted.includes('*')) {
    const pattern = wildcard(wanted);
    return text => pattern.test(text);
  }
  return isWhole ? text => text === wanted : text => text.includes(wanted);
}

function termTest<T>(term: FilterTerm, columns: readonly LabColumn<T>[]): Test {
  const { key, isNegated } = term;
  if (key === undefined) {
    const test = valueTest(term.values[0].replaceAll('*', ''), false);
    return row => test(row.text) !== isNegated;
  }
  const isWhole = columns.some(column => column.id === key && column.facet);
  const tests = term.values.map(value => valueTest(value, isWhole));
  return row => {
    const text = row.values.get(key) ?? '';
    return tests.some(test => test(text)) !== isNegated;
  };
}

/** The rows for which every term holds, in their order. */
export function filterRows<T>(
  rows: readonly IndexedRow<T>[],
  filter: { terms: readonly FilterTerm[]; columns: readonly LabColumn<T>[] },
): IndexedRow<T>[] {
  const tests = filter.terms.map(term => termTest(term, filter.columns));
  if (tests.length === 0) {
    return [...rows];
  }
  return rows.filter(row => tests.every(test => test(row)));
}

/**
 * The values of one facet with their counts: each count says how many rows would
 * be shown if only that value were selected, all else in the filter kept.
 */
export function countFacet<T>(
  rows: readonly IndexedRow<T>[],
  facet: {
    column: LabColumn<T>;
    columns: readonly LabColumn<T>[];
    terms: readonly FilterTerm[];
  },
): FacetCount[] {
  const { column, columns, terms } = facet;
  const own = terms.filter(term => term.key === column.id && !term.isNegated);
  const selected = new Set(
    own.flatMap(term => term.values).map(value => value.toLowerCase()),
  );
  const others = terms.filter(term => !own.includes(term));
  const counts = new Map<string, number>();
  for (const { row } of rows) {
    const value = column.value(row);
    if (value !== undefined) {
      counts.set(String(value), 0);
    }
  }
  for (const { row } of filterRows(rows, { terms: others, columns })) {
    const value = column.value(row);
    if (value !== undefined) {
      counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
    }
  }
  const order = column.compareFacets;
  return [...counts]
    .map(([value, count]) => ({
      value,
      count,
      isSelected: selected.has(value.toLowerCase()),
    }))
    .sort(
      (a, b) =>
        (order ? order(a.value, b.value) : b.count - a.count) ||
        a.value.localeCompare(b.value),
    );
}

const textOrder = new Intl.Collator('en', { numeric: true });

function compareValues(
  a: string | number | undefined,
  b: string | number | undefined,
): number {
  if (typeof a === 'number' && typeof b === 'number') {
    return a - b;
  }
  return textOrder.compare(String(a), String(b));
}

/** Sorted copy; rows whose value is not known come last in both directions. */
export function sortRows<T>(
  rows: readonly T[],
  order: { sort?: LabSort; columns: readonly LabColumn<T>[] },
): readonly T[] {
  const column = order.columns.find(each => each.id === order.sort?.column);
  if (!column) {
    return rows;
  }
  const sign = order.sort?.isDescending ? -1 : 1;
  const keyed = rows.map(row => ({ row, key: column.value(row) }));
  keyed.sort((a, b) => {
    if (a.key === undefined || b.key === undefined) {
      return Number(a.key === undefined) - Number(b.key === undefined);
    }
    const by = column.compare
      ? column.compare(a.row, b.row)
      : compareValues(a.key, b.key);
    return sign * by;
  });
  return keyed.map(each => each.row);
}
