import { posix } from 'node:path';
import type { TreeKustomization, ListItemValue } from '@homestage/gitops-tree';
import type { TreeEdit } from '../plan/TreeEdit';
import { findList, filesIn, parentOf } from '../plan/treePaths';
import { addAt, putIntoList } from './editObject';
import type { WishTree } from './Wish';
import { mapAt, writtenAt } from './written';

/** A kustomize component of the tree that apps bring in by their Flux Kustomization. */
export interface TreeComponent {
  readonly directory: string;
  /** How many Kustomizations bring it in. */
  readonly uses: number;
}

/**
 * The component of a name that most Kustomizations bring in; undefined when
 * none does.
 *
 * @param name - last part of its directory, or the one before it
 */
export function findComponent(
  name: string,
  { index }: WishTree,
): TreeComponent | undefined {
  const uses = new Map<string, number>();
  for (const kustomization of index.kustomizations) {
    for (const component of kustomization.components) {
      const directory = posix.normalize(
        posix.join(kustomization.path, component),
      );
      const [last, above] = directory.split('/').reverse();
      if (last === name || above === name) {
        uses.set(directory, (uses.get(directory) ?? 0) + 1);
      }
    }
  }
  const [most] = [...uses].sort((a, b) => b[1] - a[1]);
  return most && { directory: most[0], uses: most[1] };
}

/** Variables that the component's files ask for, with what they are when nobody says: `${NAME:=default}`. */
export function variablesOf(
  { directory }: TreeComponent,
  { index }: WishTree,
): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  const list = findList(directory, index.files);
  const files = filesIn(list ? parentOf(list) : directory, index.files);
  for (const file of files) {
    const found = (index.files.get(file) ?? '').matchAll(
      /\$\{([A-Z][A-Z0-9_]*)(?::?[=-]([^}]*))?\}/g,
    );
    for (const [, name, value = ''] of found) {
      variables.set(name, value);
    }
  }
  return variables;
}

/** The edits that bring a component into an app, with the values of its variables. */
export function bringIn(
  {
    kustomization,
    component,
  }: {
    kustomization: TreeKustomization;
    component: TreeComponent;
  },
  values: Readonly<Record<string, string>>,
  { index }: WishTree,
): TreeEdit[] {
  const written = writtenAt(kustomization, index.files);
  const item: ListItemValue = posix.relative(
    kustomization.path,
    component.directory,
  );
  const path = ['spec', 'postBuild', 'substitute'];
  const known = mapAt(written.object, ...path);
  const missing = Object.entries(values).filter(([name]) => !(name in known));
  const substitute =
    Object.keys(known).length > 0
      ? missing.map(([name, value]) => addAt(written, [...path, name], value))
      : [addAt(written, path, Object.fromEntries(missing))];
  return [
    putIntoList(written, ['spec', 'components'], item),
    ...(missing.length > 0 ? substitute : []),
  ];
}

/**
 * What has to be known where a component brings the first variables: from then
 * on Flux fills in every `${}` of the app's other files, too.
 */
export function substitutionNotes(
  kustomization: TreeKustomization,
  { index }: WishTree,
): string[] {
  const { object } = writtenAt(kustomization, index.files);
  if ('postBuild' in mapAt(object, 'spec')) {
    return [];
  }
  const files = filesIn(kustomization.path, index.files).filter(file =>
    /(^|[^$])\$\{/.test(index.files.get(file) ?? ''),
  );
  return files.length > 0
    ? [
        `- Flux fills in variables of this app for the first time. Write \`$\${\` where \`\${\` is meant as text: ${files
          .map(file => `\`${file}\``)
          .join(', ')}.`,
      ]
    : [];
}
