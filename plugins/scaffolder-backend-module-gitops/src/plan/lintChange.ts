import { lintTree } from '@homestage/gitops-tree';
import type { Finding, TreeIndex } from '@homestage/gitops-tree';
import type { ProposedFile } from '@homestage/backstage-plugin-gitops-node';
import { treeAfter } from './treeAfter';

const findingsByIndex = new WeakMap<TreeIndex, readonly Finding[]>();

/**
 * What the change brings into the tree that the linter minds. What it minded
 * before is not the change's doing and is left out, wherever it moved to in its
 * file.
 */
export function lintChange(
  index: TreeIndex,
  changes: readonly ProposedFile[],
): Finding[] {
  const known = new Map<string, number>();
  for (const finding of lintOnce(index)) {
    const key = keyOf(finding);
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  return lintTree(treeAfter(index, changes)).filter(finding => {
    const key = keyOf(finding);
    const left = known.get(key) ?? 0;
    known.set(key, left - 1);
    return left <= 0;
  });
}

/** An index never changes, so neither do its findings. */
function lintOnce(index: TreeIndex): readonly Finding[] {
  let findings = findingsByIndex.get(index);
  if (!findings) {
    findings = lintTree(index);
    findingsByIndex.set(index, findings);
  }
  return findings;
}

function keyOf({ rule, file, message }: Finding): string {
  return JSON.stringify([rule, file, message]);
}
