import type { TreeIndex, TreeObject } from '@homestage/gitops-tree';
import { z } from 'zod';
import type { FormFacts } from '../contract/facts';

/** A CNI configuration: one plugin, or a chain that the first one begins. */
const configSchema = z.object({
  type: z.string().optional(),
  plugins: z.array(z.object({ type: z.string() })).optional(),
});

/** The networks of Multus that a tree declares, sorted. */
export function deriveNetworks(index: TreeIndex): FormFacts['networks'] {
  return index.objects
    .filter(
      ({ group, kind }) =>
        group === 'k8s.cni.cncf.io' && kind === 'NetworkAttachmentDefinition',
    )
    .map(object => ({
      namespace: object.namespace ?? '',
      name: object.name,
      type: typeOf(object),
    }))
    .sort((a, b) =>
      `${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1,
    );
}

/** Unset: its configuration is elsewhere, or holds what only the cluster can fill in. */
function typeOf({ manifest: { spec } }: TreeObject): string | undefined {
  const config = z.object({ config: z.string() }).safeParse(spec);
  const parsed = configSchema.safeParse(json(config.data?.config));
  return parsed.data?.type ?? parsed.data?.plugins?.[0]?.type;
}

function json(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
