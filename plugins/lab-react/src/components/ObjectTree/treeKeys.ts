import type { TreeLine } from './treeModel';

/** What a key press asks of the tree. */
export type TreeMove =
  | { readonly type: 'focus'; readonly id: string }
  | { readonly type: 'toggle'; readonly id: string; readonly open: boolean }
  | { readonly type: 'open'; readonly id: string };

function focusAt(lines: readonly TreeLine[], index: number) {
  const line = lines[Math.max(0, Math.min(lines.length - 1, index))];
  return line && ({ type: 'focus', id: line.node.id } as const);
}

function inward(
  lines: readonly TreeLine[],
  index: number,
): TreeMove | undefined {
  const { node, isExpanded } = lines[index];
  if (node.children.length === 0) {
    return undefined;
  }
  return isExpanded
    ? focusAt(lines, index + 1)
    : { type: 'toggle', id: node.id, open: true };
}

function outward(
  lines: readonly TreeLine[],
  index: number,
): TreeMove | undefined {
  const { node, isExpanded, parent } = lines[index];
  if (isExpanded) {
    return { type: 'toggle', id: node.id, open: false };
  }
  return parent ? { type: 'focus', id: parent } : undefined;
}

/**
 * The moves of the ARIA tree pattern; undefined for every other key.
 * Source: WAI-ARIA Authoring Practices, tree view.
 *
 * @param lines - the lines on screen
 * @param at - the index of the focused line, and the key
 */
export function treeMove(
  lines: readonly TreeLine[],
  at: { index: number; key: string },
): TreeMove | undefined {
  const { index, key } = at;
  const line = lines[index];
  if (!line) {
    return undefined;
  }
  switch (key) {
    case 'ArrowDown':
      return focusAt(lines, index + 1);
    case 'ArrowUp':
      return focusAt(lines, index - 1);
    case 'Home':
      return focusAt(lines, 0);
    case 'End':
      return focusAt(lines, lines.length - 1);
    case 'ArrowRight':
      return inward(lines, index);
    case 'ArrowLeft':
      return outward(lines, index);
    case 'Enter':
      return { type: 'open', id: line.node.id };
    case ' ':
      return line.node.children.length > 0
        ? { type: 'toggle', id: line.node.id, open: !line.isExpanded }
        : undefined;
    default:
      return undefined;
  }
}
