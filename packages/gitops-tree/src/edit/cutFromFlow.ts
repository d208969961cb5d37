import type { YAMLMap, YAMLSeq } from 'yaml';
import { contentEnd } from './contentEnd';
import { startOf } from './insertIntoFlow';

/** Takes the item of an index out of a flow collection, with one separator. */
export function cutFromFlow(
  text: string,
  collection: YAMLSeq | YAMLMap,
  index: number,
): string | undefined {
  const items: readonly unknown[] = collection.items;
  const isFirst = index === 0;
  const isOnly = items.length === 1;
  const from = isFirst ? startOf(items[0]) : contentEnd(items[index - 1]);
  const to = isFirst && !isOnly ? startOf(items[1]) : contentEnd(items[index]);
  return from === undefined || to === undefined
    ? undefined
    : text.slice(0, from) + text.slice(to);
}
