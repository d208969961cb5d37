import type {
  Declared,
  DeclaredConfigs,
  DeclaredDocument,
} from '@homestage/backstage-plugin-talos-common';
import type { TreeNode } from '@homestage/gitops-tree';

/**
 * The documents that the config of one machine is made of: what is for all comes
 * first, what is for the machine alone last, so that the last one is right.
 */
export function ownDocuments(
  { documents }: DeclaredConfigs,
  { name, isControlPlane }: Pick<TreeNode, 'name' | 'isControlPlane'>,
): DeclaredDocument[] {
  const scopes = [
    'all',
    isControlPlane ? 'controlPlane' : 'worker',
    name,
  ] as const;
  const rankOf = ({ scope }: DeclaredDocument) =>
    scopes.indexOf(typeof scope === 'string' ? scope : scope.machine);
  return documents
    .filter(document => rankOf(document) >= 0)
    .sort((a, b) => rankOf(a) - rankOf(b));
}

/** The value at a path of a document, with its line. */
export function valueAt(
  document: DeclaredDocument,
  ...path: readonly string[]
): Declared<unknown> | undefined {
  const found = document.values.find(
    value => !value.isDeleted && value.path.join('\n') === path.join('\n'),
  );
  return (
    found && {
      value: found.value,
      file: document.file,
      line: found.line,
      url: found.url,
    }
  );
}

/** The items of all lists at a path of the documents, each with its line: lists grow. */
export function itemsAt(
  documents: readonly DeclaredDocument[],
  ...path: readonly string[]
): Declared<unknown>[] {
  return documents.flatMap(({ file, values }) =>
    values.flatMap(({ path: at, value, line, url, items, isDeleted }) =>
      !isDeleted && at.join('\n') === path.join('\n') && Array.isArray(value)
        ? value.map((item, index) => ({
            value: item,
            file,
            line,
            url,
            ...items?.[index],
          }))
        : [],
    ),
  );
}

/** The same place with what is read of its value; undefined when it is of another shape. */
export function readDeclared<T>(
  declared: Declared<unknown> | undefined,
  read: (value: unknown) => T | undefined,
): Declared<T> | undefined {
  const value = declared && read(declared.value);
  return declared === undefined || value === undefined
    ? undefined
    : { ...declared, value };
}
