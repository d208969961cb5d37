import type { ReactNode } from 'react';
import { SEVERITIES } from '@homestage/backstage-plugin-lab-common';
import type {
  SeverityCounts,
  TreeNode,
} from '@homestage/backstage-plugin-flux-common';
import type { ObjectTreeNode } from '@homestage/backstage-plugin-lab-react';

/** How many objects the node stands for, itself included. */
export function countAll(counts: SeverityCounts): number {
  return SEVERITIES.reduce((sum, severity) => sum + (counts[severity] ?? 0), 0);
}

/** Only what fails and the way to it; undefined when nothing does. */
export function failingPart(node: TreeNode): TreeNode | undefined {
  if (!node.isFailing) {
    return undefined;
  }
  const children = node.children.flatMap(child => failingPart(child) ?? []);
  return { ...node, children };
}

/** How the parts of a line are drawn. */
export interface TreeDrawing {
  content: (node: TreeNode) => ReactNode;
  aside: (node: TreeNode) => ReactNode;
}

/** Lines for the tree widget, and which object each stands for. */
export interface DrawnTree {
  readonly nodes: readonly ObjectTreeNode[];
  readonly objects: ReadonlyMap<string, TreeNode>;
}

/**
 * Draws a tree. An object may be applied from two places, so a line's id is its
 * path, not the object's key.
 */
export function drawTree(root: TreeNode, drawing: TreeDrawing): DrawnTree {
  const objects = new Map<string, TreeNode>();
  const draw = (node: TreeNode, path: string): ObjectTreeNode => {
    const id = `${path}>${node.id}`;
    objects.set(id, node);
    return {
      id,
      label: [node.kind, node.namespace, node.name, node.status]
        .filter(Boolean)
        .join(' '),
      content: drawing.content(node),
      aside: drawing.aside(node),
      isFailing: node.isFailing,
      children: node.children.map(child => draw(child, id)),
    };
  };
  return { nodes: [draw(root, '')], objects };
}
