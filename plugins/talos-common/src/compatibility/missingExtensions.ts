import { EXTENSIONS_SINCE } from './extensionsSince';

const SINCE = new Map(
  Object.entries(EXTENSIONS_SINCE).flatMap(([minor, names]) =>
    names.map(name => [name, Number(minor)] as const),
  ),
);
const NEWEST = Math.max(...Object.keys(EXTENSIONS_SINCE).map(Number));

/**
 * What the list of official extensions says of these for a minor version of Talos.
 * Those that no list names may be somebody’s own, so nothing is said against them.
 */
export function missingExtensions(
  names: readonly string[],
  minor: number,
): { missing: string[]; notKnown: string[] } {
  const isListed = minor <= NEWEST;
  return {
    missing: names.filter(name => minor < (SINCE.get(name) ?? minor)),
    notKnown: names.filter(name => !isListed || !SINCE.has(name)),
  };
}
