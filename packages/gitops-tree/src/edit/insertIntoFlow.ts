import { isPair } from 'yaml';
import type { YAMLMap, YAMLSeq } from 'yaml';
import { contentEnd } from './contentEnd';

/**
 * Puts `source` into a flow collection (`[a, b]`, `{a: 1}`) before the item of
 * an index, with the separator its items have.
 */
export function insertIntoFlow(
  text: string,
  collection: YAMLSeq | YAMLMap,
  { index, source }: { index: number; source: string },
): string | undefined {
  const items: readonly unknown[] = collection.items;
  if (items.length === 0) {
    const open = collection.range?.[0];
    return open === undefined
      ? undefined
      : `${text.slice(0, open + 1)}${source}${text
          .slice(open + 1)
          .replace(/^\s*(?=[\]}])/, '')}`;
  }
  const separator = separatorOf(text, items);
  const at = index === 0 ? startOf(items[0]) : contentEnd(items[index - 1]);
  if (at === undefined) {
    return undefined;
  }
  const added = index === 0 ? source + separator : separator + source;
  return text.slice(0, at) + added + text.slice(at);
}

/** Offset where an item of a flow collection begins. */
export function startOf(item: unknown): number | undefined {
  const node = isPair(item) ? item.key : item;
  return (node as { range?: readonly number[] } | null)?.range?.[0];
}

function separatorOf(text: string, items: readonly unknown[]): string {
  const end = contentEnd(items[0]);
  const start = items.length > 1 ? startOf(items[1]) : undefined;
  const between =
    end !== undefined && start !== undefined ? text.slice(end, start) : ', ';
  return /^,\s*$/.test(between) ? between : ', ';
}
