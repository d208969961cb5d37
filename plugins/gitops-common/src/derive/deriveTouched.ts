import type { TouchedEntity } from '../contract/change';

/**
 * Where an entity stands in a tree: in a directory with all that is in it, or
 * in one file.
 *
 * @public
 */
export interface EntityPlace extends TouchedEntity {
  readonly directory?: string;
  readonly file?: string;
}

/** More would be a wall of text; the forge shows them all. */
const MAX_PLACES = 5;

/**
 * What of the catalog a change of files touches: each file belongs to the app in
 * whose directory it is, the innermost where one is in another, and to whatever
 * stands in that file. What belongs to nothing is told by its directories.
 *
 * @public
 */
export function deriveTouched(
  files: readonly string[],
  entities: readonly EntityPlace[],
): { entities: TouchedEntity[]; places: string[] } {
  const touched = new Map<string, TouchedEntity>();
  const others: string[] = [];
  for (const file of files) {
    const found = touchedBy(file, entities);
    found.forEach(({ ref, title, type }) =>
      touched.set(ref, { ref, title, ...(type ? { type } : {}) }),
    );
    if (found.length === 0) {
      others.push(file);
    }
  }
  return {
    entities: [...touched.values()].sort((a, b) =>
      a.title.localeCompare(b.title),
    ),
    places: placesOf(others),
  };
}

function touchedBy(
  file: string,
  entities: readonly EntityPlace[],
): EntityPlace[] {
  const apps = entities.filter(
    ({ directory }) => directory && file.startsWith(`${directory}/`),
  );
  const depth = Math.max(...apps.map(({ directory }) => directory!.length));
  return [
    ...apps.filter(({ directory }) => directory!.length === depth),
    ...entities.filter(each => each.file === file),
  ];
}

/** What only names others is of interest when there is nothing else. */
const LIST = /(^|\/)kustomization\.ya?ml$/;

/** The topmost directories of the files; a file of the root stands for itself. */
function placesOf(files: readonly string[]): string[] {
  const telling = files.filter(file => !LIST.test(file));
  const shown = telling.length > 0 ? telling : files;
  const places = new Set(shown.map(file => parentOf(file) || file));
  return [...places]
    .filter(place => ![...places].some(each => place.startsWith(`${each}/`)))
    .sort()
    .slice(0, MAX_PLACES);
}

function parentOf(path: string): string {
  return path.split('/').slice(0, -1).join('/');
}
