import type { AppObject } from '@homestage/backstage-plugin-flux-common';
import type { ObjectTreeNode } from '@homestage/backstage-plugin-lab-react';
import type { ReactNode } from 'react';

/** Severities that open the way to an object. */
const BAD: readonly AppObject['severity'][] = ['warning', 'error'];

/**
 * The objects of an app below what owns them: pods below their workload. What
 * belongs to nothing in the list stands at the top. A circle of owners (it can
 * not be, but it is input) is cut where it closes.
 */
export function appTree(
  objects: readonly AppObject[],
  draw: (object: AppObject) => ReactNode,
): ObjectTreeNode[] {
  const ids = new Set(objects.map(object => object.id));
  const owned = new Map<string, AppObject[]>();
  const top: AppObject[] = [];
  for (const object of objects) {
    if (object.owner && ids.has(object.owner) && object.owner !== object.id) {
      owned.set(object.owner, [...(owned.get(object.owner) ?? []), object]);
    } else {
      top.push(object);
    }
  }
  const seen = new Set<string>();
  const node = (object: AppObject): ObjectTreeNode[] => {
    if (seen.has(object.id)) {
      return [];
    }
    seen.add(object.id);
    const children = (owned.get(object.id) ?? []).flatMap(node);
    return [
      {
        id: object.id,
        label: `${object.kind} ${object.name} ${object.status}`,
        content: draw(object),
        isFailing:
          BAD.includes(object.severity) ||
          children.some(each => each.isFailing),
        children,
      },
    ];
  };
  const tree = top.flatMap(node);
  const left = objects.filter(object => !seen.has(object.id));
  return [...tree, ...left.flatMap(node)];
}
