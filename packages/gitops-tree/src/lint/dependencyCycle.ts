import { keyOf } from '../resolve/keyOf';
import type { Finding, NamespacedName, TreeObject } from '../types';
import type { LintContext, LintRule } from './LintRule';
import { placeInObject } from './placeInObject';

type Dependent = TreeObject & { readonly dependsOn: readonly NamespacedName[] };

/** Objects that wait for each other: none of them is ever applied. */
export const dependencyCycle: LintRule = {
  name: 'dependency-cycle',
  check: context => [
    ...checkKind(context, context.index.kustomizations),
    ...checkKind(context, context.index.helmReleases),
  ],
};

function checkKind(
  context: LintContext,
  objects: readonly Dependent[],
): Omit<Finding, 'rule'>[] {
  const byKey = new Map(objects.map(object => [keyOf(object), object]));
  const finished = new Set<string>();
  const findings: Omit<Finding, 'rule'>[] = [];
  for (const start of byKey.keys()) {
    const cycle = findCycle(start, { byKey, finished });
    const object = cycle && byKey.get(cycle[0]);
    if (cycle && object) {
      findings.push({
        severity: 'error',
        ...placeInObject(context, object, 'dependsOn'),
        message: `${object.kind}s wait for each other: ${[
          ...cycle,
          cycle[0],
        ].join(' → ')}`,
        mend: 'Remove one of these dependencies.',
      });
    }
  }
  return findings;
}

/** Walks without recursion: chains may be as long as the tree has objects. */
function findCycle(
  start: string,
  graph: { byKey: ReadonlyMap<string, Dependent>; finished: Set<string> },
): string[] | undefined {
  const { byKey, finished } = graph;
  const path: string[] = [];
  const stack: { key: string; isLeaving: boolean }[] = [
    { key: start, isLeaving: false },
  ];
  for (let step = stack.pop(); step; step = stack.pop()) {
    const { key } = step;
    if (step.isLeaving) {
      path.pop();
      finished.add(key);
      continue;
    }
    if (path.includes(key)) {
      path.forEach(member => finished.add(member));
      return path.slice(path.indexOf(key));
    }
    if (!finished.has(key)) {
      path.push(key);
      stack.push({ key, isLeaving: true });
      for (const dependency of byKey.get(key)?.dependsOn ?? []) {
        stack.push({ key: keyOf(dependency), isLeaving: false });
      }
    }
  }
  return undefined;
}
