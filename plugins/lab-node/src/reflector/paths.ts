import type { ResolvedKind } from './KindResolver';

/** The path under which all objects of a kind are listed, in all namespaces. */
export function collectionPath(kind: ResolvedKind): string {
  const root = kind.group ? `/apis/${kind.group}` : '/api';
  return `${root}/${kind.version}/${kind.plural}`;
}

/** A path with its query; unset parameters are left out. */
export function withQuery(
  path: string,
  query: Readonly<Record<string, string | number | boolean | undefined>>,
): string {
  const set = Object.entries(query).filter(([, value]) => value !== undefined);
  return set.length
    ? `${path}?${new URLSearchParams(
        set.map(([name, value]) => [name, String(value)]),
      )}`
    : path;
}
