import type { ReactNode } from 'react';

/**
 * A node of an {@link ObjectTree}.
 *
 * @public
 */
export interface ObjectTreeNode {
  /** Unique in the whole tree. */
  readonly id: string;
  /** What is read aloud, and what typing a letter jumps to. */
  readonly label: string;
  readonly content: ReactNode;
  /** Drawn at the end of the line; not part of the label. */
  readonly aside?: ReactNode;
  /** It or something below is wrong: the way there is open at first. */
  readonly isFailing: boolean;
  readonly children: readonly ObjectTreeNode[];
}

/** A node as a line on screen. */
export interface TreeLine {
  readonly node: ObjectTreeNode;
  /** 1 for the roots. */
  readonly depth: number;
  readonly parent?: string;
  readonly isExpanded: boolean;
  readonly position: number;
  readonly siblings: number;
}

/** Which nodes a person opened (true) or folded (false). */
export type TreeChoices = ReadonlyMap<string, boolean>;

/**
 * Whether a node is open: as the person chose, else open when it lies on the way
 * to something wrong, is a root, or stands alone below an open one: a fold that
 * hides nothing beside it is only one more click.
 */
export function isExpanded(
  node: ObjectTreeNode,
  place: { depth: number; siblings: number; choices: TreeChoices },
): boolean {
  if (node.children.length === 0) {
    return false;
  }
  const chosen = place.choices.get(node.id);
  return (
    chosen ?? (node.isFailing || place.depth === 1 || place.siblings === 1)
  );
}

/** The lines on screen, top to bottom. */
export function visibleLines(
  nodes: readonly ObjectTreeNode[],
  choices: TreeChoices,
): TreeLine[] {
  const lines: TreeLine[] = [];
  const walk = (
    siblings: readonly ObjectTreeNode[],
    depth: number,
    parent?: string,
  ) => {
    siblings.forEach((node, index) => {
      const open = isExpanded(node, {
        depth,
        siblings: siblings.length,
        choices,
      });
      lines.push({
        node,
        depth,
        parent,
        isExpanded: open,
        position: index + 1,
        siblings: siblings.length,
      });
      if (open) {
        walk(node.children, depth + 1, node.id);
      }
    });
  };
  walk(nodes, 1);
  return lines;
}
