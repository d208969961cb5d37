import { recordField } from './recordField';

/** The mapping at a path of keys with its scalars as text, as the API takes string maps; other values are left out. */
export function textRecord(
  value: unknown,
  ...path: readonly string[]
): Record<string, string> {
  const texts: [string, string][] = [];
  for (const [key, item] of Object.entries(recordField(value, ...path))) {
    if (typeof item === 'string') {
      texts.push([key, item]);
    } else if (typeof item === 'number' || typeof item === 'boolean') {
      texts.push([key, String(item)]);
    }
  }
  return Object.fromEntries(texts);
}
