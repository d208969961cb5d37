import type { TreeIndex } from '@homestage/gitops-tree';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const kustomizationSchema = z.object({
  kind: z.literal('Kustomization'),
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    postBuild: z.object({
      substituteFrom: z.array(
        z.object({
          kind: z.string(),
          name: z.string(),
          optional: z.boolean().optional(),
        }),
      ),
    }),
  }),
});

type SubstituteFrom = z.infer<
  typeof kustomizationSchema
>['spec']['postBuild']['substituteFrom'];

/**
 * Where most Flux Kustomizations of the tree take their variables from, as
 * their files say: what a parent patches into its children must not be repeated
 * by them. Empty when less than half of them say anything.
 */
export function substitutionStyle(index: TreeIndex): SubstituteFrom {
  const counts = new Map<string, number>();
  const children = index.kustomizations.filter(
    ({ parent, isLocal }) => parent !== undefined && isLocal,
  );
  for (const file of new Set(children.map(each => each.file))) {
    for (const written of readSubstitutions(index.files.get(file) ?? '')) {
      const key = JSON.stringify(written);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most && most[1] * 2 >= children.length ? JSON.parse(most[0]) : [];
}

function readSubstitutions(text: string): SubstituteFrom[] {
  return parseAllDocuments(text).flatMap(document => {
    if (document.errors.length > 0) {
      return [];
    }
    const parsed = kustomizationSchema.safeParse(document.toJS());
    return parsed.success ? [parsed.data.spec.postBuild.substituteFrom] : [];
  });
}
