import {
  LAB_ANNOTATIONS,
  entityName,
} from '@homestage/backstage-plugin-lab-common';
import type { ScopeFacts } from '../facts/LabFacts';
import { docsDirectory } from './docsDirectory';
import { EntityDraft, draftKey } from './EntityDraft';
import { liveAnnotations, treeAnnotations } from './originAnnotations';
import { presenceOf } from './presenceOf';

/**
 * The Resource that stands for a cluster; unset for a scope without one. It holds
 * the documentation of its tree when that has any.
 */
export function clusterDraft(scope: ScopeFacts): EntityDraft | undefined {
  const { cluster, title, trees, kinds } = scope;
  if (!cluster) {
    return undefined;
  }
  const [tree] = trees;
  const docs = trees
    .map(each => ({ tree: each, directory: docsDirectory(each.index?.files) }))
    .find(({ directory }) => directory !== undefined);
  const isLive = Object.values(kinds).some(({ items }) => items.length > 0);
  return {
    key: draftKey.cluster(cluster),
    kind: 'Resource',
    names: [entityName(cluster)],
    title: title ?? cluster,
    presence: presenceOf({ inGit: Boolean(tree), isLive }),
    annotations: {
      ...(tree
        ? treeAnnotations(tree, { directory: tree.root })
        : liveAnnotations(cluster)),
      [LAB_ANNOTATIONS.cluster]: cluster,
      'backstage.io/techdocs-ref':
        docs && `url:${docs.tree.directoryUrl(docs.directory ?? '')}/`,
    },
    links: tree && [
      {
        url: tree.directoryUrl(tree.root),
        title: tree.repository,
        icon: 'code',
      },
    ],
    type: 'kubernetes-cluster',
    stale: [...trees.map(each => each.stale), kinds.nodes.stale],
  };
}
