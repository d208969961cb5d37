import type { TreeIndex, TreeObject } from '@homestage/gitops-tree';
import { z } from 'zod';
import type { FormFacts } from '../contract/facts';

const specSchema = z.object({
  dataFrom: z
    .array(z.object({ extract: z.object({ key: z.string() }).optional() }))
    .default([]),
  data: z
    .array(z.object({ remoteRef: z.object({ key: z.string() }).optional() }))
    .default([]),
});

/** The items of secret stores that a tree reads, each once for every reader. */
export function deriveSecretItems(index: TreeIndex): FormFacts['secretItems'] {
  return index.objects
    .filter(
      ({ group, kind }) =>
        group === 'external-secrets.io' && kind === 'ExternalSecret',
    )
    .flatMap(object =>
      itemsOf(object).map(item => ({
        item,
        reader: `${object.namespace ?? ''}/${object.name}`,
        app: index.apps.find(({ directory }) =>
          object.file.startsWith(`${directory}/`),
        )?.name,
      })),
    );
}

function itemsOf({ manifest }: TreeObject): string[] {
  const read = specSchema.safeParse(manifest.spec);
  if (!read.success) {
    return [];
  }
  const { dataFrom, data } = read.data;
  return [
    ...new Set([
      ...dataFrom.flatMap(({ extract }) => extract?.key ?? []),
      ...data.flatMap(({ remoteRef }) => remoteRef?.key ?? []),
    ]),
  ];
}

/**
 * What an item for an app would be called, as those of the tree's other apps are:
 * `apps/sonarr` gives `apps/radarr`. Undefined where no two items tell a shape.
 *
 * @public
 */
export function suggestSecretItem(
  app: string,
  { secretItems }: Pick<FormFacts, 'secretItems'>,
): string | undefined {
  const shapes = new Map<string, number>();
  for (const { item, app: owner } of secretItems) {
    const parts = owner ? item.split(owner) : [];
    if (parts.length === 2) {
      const shape = parts.join('\0');
      shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
    }
  }
  const [most] = [...shapes].sort((a, b) => b[1] - a[1]);
  return most && most[1] > 1 ? most[0].split('\0').join(app) : undefined;
}
