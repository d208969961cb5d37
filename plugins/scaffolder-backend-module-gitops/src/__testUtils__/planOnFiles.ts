import { inspectTree, resolveTree } from '@homestage/gitops-tree';
import { planWish } from '../wishes/planWish';
import type { WishPlan } from '../wishes/Wish';

/** Plans a wish on files, as `inspect` does on the tree of a forge. */
export function planOnFiles(
  kind: string,
  values: object,
  { files, root }: { files: ReadonlyMap<string, string>; root: string },
): WishPlan {
  const index = resolveTree(files, { root });
  return planWish(
    kind,
    { ...values },
    {
      repository: {
        name: 'home-ops',
        url: 'https://git.example/lab/home-ops',
        host: 'git.example',
        owner: 'lab',
        repository: 'home-ops',
        branch: 'main',
        kind: 'gitea',
        path: root,
        refreshMs: 60_000,
      },
      tree: {
        commit: 'f'.repeat(40),
        files: index.files,
        index,
        conventions: inspectTree(index),
      },
    },
  );
}
