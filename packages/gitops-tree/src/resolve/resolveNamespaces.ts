import { directoryOf } from '../paths/directoryOf';
import type { TreeApp, TreeNamespace, TreeObject } from '../types';
import { isNamespace } from './fluxKinds';

/** The namespaces that the tree declares or uses, by name. */
export function resolveNamespaces(
  objects: readonly TreeObject[],
  apps: readonly TreeApp[],
): TreeNamespace[] {
  const declared = new Map<string, TreeObject>();
  for (const object of objects) {
    const known = declared.get(object.name);
    const isBetter = object.state === 'reached' && known?.state !== 'reached';
    if (isNamespace(object.manifest) && (!known || isBetter)) {
      declared.set(object.name, object);
    }
  }
  const names = new Set([
    ...declared.keys(),
    ...apps.map(({ namespace }) => namespace),
  ]);
  return [...names].sort().map(name => {
    const object = declared.get(name);
    const own = apps.filter(({ namespace }) => namespace === name);
    return {
      name,
      ...(object && {
        place: { file: object.file, line: object.line, column: object.column },
        directory: directoryOf(object.file),
      }),
      state: object?.state ?? own[0]?.state ?? 'not-referenced',
      apps: own.map(({ directory }) => directory),
    };
  });
}
