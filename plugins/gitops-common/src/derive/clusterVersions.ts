import type { TreeIndex } from '@homestage/gitops-tree';
import { z } from 'zod';
import type { FormFacts } from '../contract/facts';

/** Kinds of tuppr, and the field of their spec that holds the version. */
const UPGRADES = {
  talos: 'TalosUpgrade',
  kubernetes: 'KubernetesUpgrade',
} as const;

/** The versions that the tree has tuppr bring the machines to; unset where it does not say. */
export function clusterVersions({
  objects,
}: Pick<TreeIndex, 'objects'>): FormFacts['versions'] {
  const versionOf = (field: keyof typeof UPGRADES) => {
    const object = objects.find(
      ({ kind, state }) => kind === UPGRADES[field] && state === 'reached',
    );
    const spec = z
      .object({ [field]: z.object({ version: z.string() }) })
      .safeParse(object?.manifest.spec);
    return spec.data?.[field]?.version;
  };
  return { talos: versionOf('talos'), kubernetes: versionOf('kubernetes') };
}
