import { formatKindRef } from '@homestage/backstage-plugin-lab-common';
import type { ResolvedKind } from '../reflector/KindResolver';
import type { GroupVersion } from './GroupVersion';

/** Kinds by `kind.group`. */
export type KindMap = ReadonlyMap<string, ResolvedKind>;

/**
 * The kinds that can be listed, each in the most preferred version that serves
 * it, Secrets left out.
 *
 * @param earlier - what was known before, kept for groups that could not tell now
 */
export function preferredKinds(
  groupVersions: readonly GroupVersion[],
  earlier: KindMap,
): KindMap {
  const kinds = new Map<string, ResolvedKind>();
  for (const { group, version, resources } of groupVersions) {
    for (const resource of resources ?? []) {
      const { kind, plural, namespaced, verbs } = resource;
      const key = formatKindRef({ group, kind });
      if (verbs.includes('list') && key !== 'Secret' && !kinds.has(key)) {
        const canWatch = verbs.includes('watch');
        kinds.set(key, { group, version, kind, plural, namespaced, canWatch });
      }
    }
  }
  const silent = groupVersions.filter(({ resources }) => !resources);
  for (const [key, kind] of earlier) {
    const isSilent = silent.some(
      ({ group, version }) => group === kind.group && version === kind.version,
    );
    if (isSilent && !kinds.has(key)) {
      kinds.set(key, kind);
    }
  }
  return kinds;
}

/** Whether both hold the same kinds in the same places. */
export function isSameKinds(one: KindMap, other: KindMap): boolean {
  return (
    one.size === other.size &&
    [...one].every(([key, kind]) => {
      const counterpart = other.get(key);
      return (
        counterpart?.version === kind.version &&
        counterpart.plural === kind.plural &&
        counterpart.canWatch === kind.canWatch
      );
    })
  );
}
