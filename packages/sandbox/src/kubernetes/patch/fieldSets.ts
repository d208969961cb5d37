import { FieldTree, isLeaf } from './fieldTree';

/** The fields that either has. */
export function unionFields(a: FieldTree, b: FieldTree): FieldTree {
  const union: FieldTree = { ...a };
  for (const [step, child] of Object.entries(b)) {
    union[step] = union[step] ? unionFields(union[step], child) : child;
  }
  return union;
}

/** The fields of `a` that `b` does not have. A leaf of `b` takes what `a` has below it. */
export function withoutFields(a: FieldTree, b: FieldTree): FieldTree {
  const rest: FieldTree = {};
  for (const [step, child] of Object.entries(a)) {
    const other = b[step];
    if (!other) {
      rest[step] = child;
    } else if (!isLeaf(child) && !isLeaf(other)) {
      const left = withoutFields(child, other);
      if (!isLeaf(left)) {
        rest[step] = left;
      }
    }
  }
  return rest;
}

/** The fields that both have. */
export function commonFields(
  a: FieldTree,
  b: FieldTree,
): FieldTree | undefined {
  if (isLeaf(a) || isLeaf(b)) {
    return isLeaf(a) ? a : b;
  }
  const common: FieldTree = {};
  for (const [step, child] of Object.entries(a)) {
    const shared = b[step] && commonFields(child, b[step]);
    if (shared) {
      common[step] = shared;
    }
  }
  return isLeaf(common) ? undefined : common;
}

/** Every owned value of a tree as its steps. */
export function leaves(
  tree: FieldTree,
  path: readonly string[] = [],
): string[][] {
  return Object.entries(tree).flatMap(([step, child]) =>
    isLeaf(child) ? [[...path, step]] : leaves(child, [...path, step]),
  );
}
