import type { FluxRowsQuery } from '../contract/query';
import type { FluxRow } from '../contract/row';

/**
 * The rows that pass all filters of the query, in their order.
 *
 * @public
 */
export function filterRows(
  rows: readonly FluxRow[],
  query: FluxRowsQuery,
): readonly FluxRow[] {
  const tests = [
    oneOf('cluster', query.cluster),
    oneOf('kind', query.kind),
    oneOf('namespace', query.namespace),
    oneOf('status', query.status),
    holdsWords(query.q),
  ].filter(test => test !== undefined);
  return tests.length > 0
    ? rows.filter(row => tests.every(test => test(row)))
    : rows;
}

type RowTest = (row: FluxRow) => boolean;

function oneOf(
  field: 'cluster' | 'kind' | 'namespace' | 'status',
  values: readonly string[] | undefined,
): RowTest | undefined {
  const wanted = new Set(values);
  return wanted.size > 0 ? row => wanted.has(row[field]) : undefined;
}

function holdsWords(q: string | undefined): RowTest | undefined {
  const words = q?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
  return words.length > 0
    ? row => {
        const text = textOfRow(row);
        return words.every(word =>
          word.length > 1 && word.startsWith('-')
            ? !text.includes(word.slice(1))
            : text.includes(word),
        );
      }
    : undefined;
}

function textOfRow(row: FluxRow): string {
  const { kind, namespace, name, revision, source, message, status } = row;
  return [kind, `${namespace}/${name}`, revision, source, message, status]
    .join('\n')
    .toLowerCase();
}
