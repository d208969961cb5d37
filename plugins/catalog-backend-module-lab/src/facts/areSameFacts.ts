import type { KubeObject } from '@homestage/backstage-plugin-lab-common';
import type {
  KindFacts,
  LabFacts,
  LabKind,
  ScopeFacts,
  TreeFacts,
} from './LabFacts';

/** Whether nothing is different from which entities are made. */
export function areSameFacts(before: LabFacts, after: LabFacts): boolean {
  return isEach(before.scopes, after.scopes, isSameScope);
}

function isSameScope(one: ScopeFacts, other: ScopeFacts): boolean {
  return (
    one.cluster === other.cluster &&
    one.title === other.title &&
    isEach(one.trees, other.trees, isSameTree) &&
    (Object.keys(one.kinds) as LabKind[]).every(kind =>
      isSameKind(one.kinds[kind], other.kinds[kind]),
    )
  );
}

/** The same commit gives the same index object, so that nothing in it is compared. */
function isSameTree(one: TreeFacts, other: TreeFacts): boolean {
  return (
    one.repository === other.repository &&
    one.root === other.root &&
    one.index === other.index &&
    isSameTrust(one, other)
  );
}

function isSameKind(one: KindFacts, other: KindFacts): boolean {
  return isSameTrust(one, other) && isEach(one.items, other.items, isSamePart);
}

type Trust = Pick<KindFacts, 'isKnown' | 'stale'>;

function isSameTrust(one: Trust, other: Trust): boolean {
  return one.isKnown === other.isKnown && one.stale === other.stale;
}

/** Used parts hold little, and those of objects that did not change are the same object. */
function isSamePart(one: KubeObject, other: KubeObject): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function isEach<T>(
  ones: readonly T[],
  others: readonly T[],
  isSame: (one: T, other: T) => boolean,
): boolean {
  return (
    ones.length === others.length &&
    ones.every((one, at) => isSame(one, others[at]))
  );
}
