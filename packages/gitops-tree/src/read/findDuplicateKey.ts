import { isScalar, visit } from 'yaml';
import type { Document } from 'yaml';

/** The first key that stands twice in one mapping, in linear time. */
export function findDuplicateKey(
  document: Document.Parsed,
): { key: string; offset: number } | undefined {
  let found: { key: string; offset: number } | undefined;
  visit(document, {
    Map(_, map) {
      const keys = new Set<string>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? String(key.value) : String(key);
        if (name !== '<<' && keys.has(name)) {
          found = { key: name, offset: (isScalar(key) && key.range?.[0]) || 0 };
          return visit.BREAK;
        }
        keys.add(name);
      }
      return undefined;
    },
  });
  return found;
}
