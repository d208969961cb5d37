import { knownFields } from '../validate/knownFields';
import type { FieldPath } from '../read/flatNames';
import type { SourceMap, SourceNode } from '../read/SourceTree';

/**
 * A copy with fields in the order of the schema, unknown ones last in the order
 * they were written. Lists keep theirs.
 */
export function inCanonicalOrder(
  map: SourceMap,
  path: FieldPath = [],
): SourceMap {
  const order = knownFields(path, 'toml');
  const rank = (key: string) => {
    const index = order.indexOf(key);
    return index < 0 ? order.length : index;
  };
  return {
    ...map,
    entries: map.entries
      .map(entry => ({
        ...entry,
        value: orderNode(entry.value, [...path, entry.key]),
      }))
      .sort((one, other) => rank(one.key) - rank(other.key)),
  };
}

function orderNode(node: SourceNode, path: FieldPath): SourceNode {
  if (node.kind === 'map') {
    return inCanonicalOrder(node, path);
  }
  return node.kind === 'list'
    ? {
        ...node,
        items: node.items.map((item, index) => ({
          ...item,
          value: orderNode(item.value, [...path, index]),
        })),
      }
    : node;
}
