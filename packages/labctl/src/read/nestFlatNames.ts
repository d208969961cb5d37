import {
  FLAT_NAMES,
  flatNameOf,
  REPOSITORY_NAME,
  REPOSITORY_VISIBILITY,
} from './flatNames';
import type { LabProblem } from './LabProblem';
import { repositoryUrlOf } from './repositoryUrl';
import type { SourceEntry, SourceMap } from './SourceTree';

/** cluster.yaml in the canonical, nested form. */
export interface NestedNames {
  readonly root: SourceMap;
  readonly problems: LabProblem[];
}

/**
 * Puts the flat fields of cluster.yaml where the canonical form has them. A
 * field that has a flat name is known under no other here, so that one file is
 * never read in two ways.
 */
export function nestFlatNames(root: SourceMap): NestedNames {
  const problems: LabProblem[] = [];
  const nested: SourceMap = { ...root, entries: [] };
  const flat = new Map<string, SourceEntry>();
  for (const entry of root.entries) {
    if (isFlat(entry.key)) {
      flat.set(entry.key, entry);
    } else {
      nested.entries.push(withoutFlatNames(entry, [entry.key], problems));
    }
  }
  for (const [name, path] of FLAT_NAMES) {
    const entry = flat.get(name);
    if (entry) {
      putAt(nested, path, entry);
    }
  }
  putRepository(nested, flat, problems);
  return { root: nested, problems };
}

function isFlat(key: string): boolean {
  return (
    FLAT_NAMES.has(key) ||
    key === REPOSITORY_NAME ||
    key === REPOSITORY_VISIBILITY
  );
}

/** A copy of a nested entry, without fields that have a flat name; each is a problem. */
function withoutFlatNames(
  entry: SourceEntry,
  path: readonly string[],
  problems: LabProblem[],
): SourceEntry {
  if (entry.value.kind !== 'map') {
    return entry;
  }
  const entries: SourceEntry[] = [];
  for (const child of entry.value.entries) {
    const childPath = [...path, child.key];
    const flatName = flatNameOf(childPath);
    if (flatName) {
      problems.push({
        ...child.place,
        rule: 'flat-name',
        severity: 'error',
        field: childPath.join('.'),
        message: `is written flat in cluster.yaml; write ${flatName} at the top level`,
      });
    } else {
      entries.push(withoutFlatNames(child, childPath, problems));
    }
  }
  return { ...entry, value: { ...entry.value, entries } };
}

function putAt(
  root: SourceMap,
  path: readonly string[],
  entry: SourceEntry,
): void {
  let map = root;
  for (const key of path.slice(0, -1)) {
    const known = map.entries.find(child => child.key === key);
    if (known?.value.kind === 'map') {
      map = known.value;
    } else if (known) {
      // Something else stands there; the schema says so at its place.
      return;
    } else {
      const made: SourceMap = { kind: 'map', place: entry.place, entries: [] };
      map.entries.push({ key, place: entry.place, before: [], value: made });
      map = made;
    }
  }
  map.entries.push({
    ...entry,
    key: path[path.length - 1],
    writtenAs: entry.key,
  });
}

function putRepository(
  root: SourceMap,
  flat: ReadonlyMap<string, SourceEntry>,
  problems: LabProblem[],
): void {
  const name = flat.get(REPOSITORY_NAME);
  const visibility = flat.get(REPOSITORY_VISIBILITY);
  const report = (entry: SourceEntry, rule: string, message: string) =>
    problems.push({
      ...entry.value.place,
      rule,
      severity: 'error',
      field: entry.key,
      message,
    });
  const visibilityValue =
    visibility?.value.kind === 'scalar' ? visibility.value.value : undefined;
  if (
    visibility &&
    visibilityValue !== 'public' &&
    visibilityValue !== 'private'
  ) {
    report(visibility, 'bad-value', 'not known; write public or private');
  }
  if (!name) {
    if (visibility) {
      report(
        visibility,
        'missing-repository-name',
        'stands alone; write repository_name: owner/name as well',
      );
    }
    return;
  }
  const value = name.value.kind === 'scalar' ? name.value.value : undefined;
  if (typeof value !== 'string' || !/^[\w.-]+\/[\w.-]+$/.test(value)) {
    report(
      name,
      'bad-repo-url',
      'not a repository on GitHub; write owner/name, or for another forge repository.url',
    );
    return;
  }
  const given = root.entries.find(({ key }) => key === 'repository')?.value;
  if (given?.kind === 'map' && given.entries.some(({ key }) => key === 'url')) {
    report(
      name,
      'given-twice',
      'repository.url is written as well; keep one of them',
    );
    return;
  }
  putAt(root, ['repository', 'url'], {
    ...name,
    value: {
      kind: 'scalar',
      place: name.value.place,
      value: repositoryUrlOf({
        name: value,
        visibility: visibilityValue === 'private' ? 'private' : 'public',
      }),
    },
  });
}
