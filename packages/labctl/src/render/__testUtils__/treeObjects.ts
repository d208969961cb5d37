import { resolveTree } from '@homestage/gitops-tree';
import { parse } from 'yaml';

/** An object of a rendered lab, or the values of a chart (kind `Values`). */
export interface LabObject {
  file: string;
  kind: string;
  namespace: string;
  name: string;
  manifest: Record<string, unknown>;
}

const namespaceOf = (file: string) =>
  /^kubernetes\/apps\/([^/]+)\//.exec(file)?.[1] ?? '';

/** The objects of a rendered lab as they are applied, whichever engine does it. */
export function treeObjects(files: ReadonlyMap<string, string>): LabObject[] {
  const { objects } = resolveTree(files, { root: '' });
  const written = objects.map(({ file, kind, namespace, name, manifest }) => ({
    file,
    kind,
    namespace: namespace ?? namespaceOf(file),
    name,
    manifest: manifest as Record<string, unknown>,
  }));
  const values = [...files].flatMap(([file, text]) => {
    const chart = files.get(
      file.replace(/values\.yaml$/, 'kustomization.yaml'),
    );
    if (!file.endsWith('/values.yaml') || !chart?.includes('helmCharts:')) {
      return [];
    }
    const { helmCharts } = parse(chart) as {
      helmCharts: { releaseName: string }[];
    };
    return [
      {
        file,
        kind: 'Values',
        namespace: namespaceOf(file),
        name: helmCharts[0].releaseName,
        manifest: { spec: { values: parse(text) as unknown } },
      },
    ];
  });
  return [...written, ...values];
}

/** Every mapping inside a value, with the names that lead to it. */
export function* mappingsOf(
  value: unknown,
  path: readonly string[] = [],
): Generator<{ mapping: Record<string, unknown>; path: readonly string[] }> {
  if (Array.isArray(value)) {
    for (const entry of value) {
      yield* mappingsOf(entry, path);
    }
  } else if (typeof value === 'object' && value !== null) {
    const mapping = value as Record<string, unknown>;
    yield { mapping, path };
    for (const [name, inner] of Object.entries(mapping)) {
      yield* mappingsOf(inner, [...path, name]);
    }
  }
}
