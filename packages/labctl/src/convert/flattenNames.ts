import {
  FLAT_NAMES,
  REPOSITORY_NAME,
  REPOSITORY_VISIBILITY,
} from '../read/flatNames';
import { namedRepositoryOf } from '../read/repositoryUrl';
import type { SourceEntry, SourceMap } from '../read/SourceTree';

/**
 * The canonical form with the flat names of cluster.yaml: flat fields first, in
 * their usual order, then what has only a nested name. Comments of a group that
 * becomes flat go to its first field.
 */
export function flattenNames(root: SourceMap): SourceMap {
  const rest: SourceMap = structuredClone(root);
  const flat: SourceEntry[] = [];
  for (const [name, path] of FLAT_NAMES) {
    if (name === 'repository_branch') {
      flat.push(...takeRepository(rest));
    }
    const entry = takeAt(rest, path);
    if (entry) {
      flat.push({ ...entry, key: name });
    }
  }
  return { ...rest, entries: [...flat, ...rest.entries] };
}

/** Takes an entry out, and groups that it leaves empty; their comments come along. */
function takeAt(
  map: SourceMap,
  path: readonly string[],
): SourceEntry | undefined {
  const [key, ...deeper] = path;
  const index = map.entries.findIndex(entry => entry.key === key);
  const entry = map.entries[index];
  if (!entry) {
    return undefined;
  }
  if (deeper.length === 0) {
    map.entries.splice(index, 1);
    return entry;
  }
  if (entry.value.kind !== 'map') {
    return undefined;
  }
  const taken = takeAt(entry.value, deeper);
  if (!taken) {
    return undefined;
  }
  const before = [
    ...entry.before,
    ...(entry.after === undefined ? [] : [entry.after]),
    ...taken.before,
  ];
  entry.before = [];
  entry.after = undefined;
  if (entry.value.entries.length === 0) {
    map.entries.splice(index, 1);
  }
  return { ...taken, before };
}

function takeRepository(root: SourceMap): SourceEntry[] {
  const group = root.entries.find(({ key }) => key === 'repository')?.value;
  const url =
    group?.kind === 'map'
      ? group.entries.find(({ key }) => key === 'url')
      : undefined;
  const value = url?.value.kind === 'scalar' ? url.value.value : undefined;
  const named =
    typeof value === 'string' ? namedRepositoryOf(value) : undefined;
  const taken = named && takeAt(root, ['repository', 'url']);
  if (!named || !taken) {
    return [];
  }
  const scalar = (text: string) =>
    ({ kind: 'scalar', place: taken.place, value: text } as const);
  return [
    { ...taken, key: REPOSITORY_NAME, value: scalar(named.name) },
    {
      key: REPOSITORY_VISIBILITY,
      place: taken.place,
      before: [],
      value: scalar(named.visibility),
    },
  ];
}
