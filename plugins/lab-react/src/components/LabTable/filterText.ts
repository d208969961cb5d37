/**
 * One condition of a filter: a word anywhere in the row, or one of `values` in
 * the column `key`. Several conditions must all hold.
 */
export interface FilterTerm {
  readonly key?: string;
  /** Alternatives; `*` stands for anything. */
  readonly values: readonly string[];
  readonly isNegated: boolean;
}

/** A word with its sign, its key, and values in quotes where they have spaces. */
const TOKEN = /([-!]?)(?:([\w.]+):)?((?:"[^"]*"?|[^\s"])+)/g;
const VALUE = /"([^"]*)"?|([^,"]+)/g;

function readValues(text: string): string[] {
  return [...text.matchAll(VALUE)]
    .map(match => (match[1] ?? match[2] ?? '').trim())
    .filter(Boolean);
}

/**
 * Reads a filter as it was typed: words, `key:value`, `key:one,two`, quotes for
 * values with spaces, `-` or `!` for "not". A colon after something that is no
 * column (an image, an address) belongs to the word. Never fails: what is half
 * typed filters by what is there.
 *
 * @param keys - ids of the columns
 */
export function parseFilter(
  text: string,
  keys: ReadonlySet<string>,
): FilterTerm[] {
  const terms: FilterTerm[] = [];
  for (const [, sign, rawKey, rest] of text.matchAll(TOKEN)) {
    const isHalfTyped =
      /^[-!]$/.test(rest) ||
      (rest.endsWith(':') && keys.has(rest.slice(0, -1).toLowerCase()));
    if (isHalfTyped) {
      continue;
    }
    const key = rawKey?.toLowerCase();
    const isKey = key !== undefined && keys.has(key);
    const values = isKey
      ? readValues(rest)
      : [`${rawKey ? `${rawKey}:` : ''}${rest}`.replaceAll('"', '')];
    if (values.length > 0 && values[0] !== '') {
      terms.push({
        ...(isKey ? { key } : {}),
        values,
        isNegated: sign !== '',
      });
    }
  }
  return terms;
}

function quote(value: string): string {
  return /[\s,"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value;
}

/** Writes what {@link parseFilter} reads. */
export function formatFilter(terms: readonly FilterTerm[]): string {
  return terms
    .map(term => {
      const values = term.values.map(quote).join(',');
      const sign = term.isNegated ? '-' : '';
      return `${sign}${term.key ? `${term.key}:` : ''}${values}`;
    })
    .join(' ');
}

const isFacetTerm = (term: FilterTerm, key: string) =>
  term.key === key && !term.isNegated;

/** The values a facet has selected. */
export function selectedValues(
  terms: readonly FilterTerm[],
  key: string,
): string[] {
  return terms
    .filter(term => isFacetTerm(term, key))
    .flatMap(term => term.values);
}

/** The same filter with other values selected in one facet; none removes it. */
export function withSelectedValues(
  terms: readonly FilterTerm[],
  facet: { key: string; values: readonly string[] },
): FilterTerm[] {
  const { key, values } = facet;
  const others = terms.filter(term => !isFacetTerm(term, key));
  return values.length > 0
    ? [...others, { key, values: [...values], isNegated: false }]
    : others;
}
