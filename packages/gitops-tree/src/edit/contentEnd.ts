import { isAlias, isCollection, isPair, isScalar } from 'yaml';
import type { Node, Pair } from 'yaml';

/** Offset behind the last character of a node's content, without what trails it. */
export function contentEnd(node: unknown): number | undefined {
  if (isPair(node)) {
    return contentEnd((node as Pair).value) ?? contentEnd((node as Pair).key);
  }
  if (isCollection(node) && !node.flow && node.items.length > 0) {
    return contentEnd(node.items[node.items.length - 1]) ?? rangeEnd(node);
  }
  return isScalar(node) || isAlias(node) || isCollection(node)
    ? rangeEnd(node as Node)
    : undefined;
}

function rangeEnd(node: Node): number | undefined {
  return node.range?.[1];
}
