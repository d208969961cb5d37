/**
 * Joins and cleans a path inside the tree: no `.`, no `..`, no doubled or
 * leading slash. `undefined` when it would leave the tree.
 */
export function treePath(...parts: readonly string[]): string | undefined {
  const clean: string[] = [];
  for (const part of parts.join('/').split('/')) {
    if (part === '' || part === '.') {
      continue;
    }
    if (part !== '..') {
      clean.push(part);
    } else if (clean.pop() === undefined) {
      return undefined;
    }
  }
  return clean.join('/');
}
