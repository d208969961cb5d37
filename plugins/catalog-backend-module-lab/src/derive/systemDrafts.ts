import {
  LAB_ANNOTATIONS,
  entityName,
} from '@homestage/backstage-plugin-lab-common';
import type { TreeNamespace } from '@homestage/gitops-tree';
import type { LabFacts, ScopeFacts, TreeFacts } from '../facts/LabFacts';
import { EntityDraft, draftKey } from './EntityDraft';
import { liveAnnotations, treeAnnotations } from './originAnnotations';
import { presenceOf } from './presenceOf';

/** A namespace that something of the lab is in. */
interface NamespaceFacts {
  scope: ScopeFacts;
  name: string;
  inTree?: { tree: TreeFacts; namespace: TreeNamespace };
  isLive: boolean;
}

/**
 * One System for each namespace that a tree declares or that `used` names; the
 * rest of a cluster's namespaces is Kubernetes' own. A name that two clusters
 * have is one System.
 */
export function systemDrafts(
  facts: LabFacts,
  used: ReadonlySet<string>,
): EntityDraft[] {
  const byName = new Map<string, NamespaceFacts[]>();
  for (const scope of facts.scopes) {
    for (const found of namespacesOf(scope, used)) {
      byName.set(found.name, [...(byName.get(found.name) ?? []), found]);
    }
  }
  return [...byName.values()].map(systemDraft);
}

function namespacesOf(
  scope: ScopeFacts,
  used: ReadonlySet<string>,
): NamespaceFacts[] {
  const live = new Set(
    scope.kinds.namespaces.items.map(({ metadata }) => metadata.name),
  );
  const found = new Map<string, NamespaceFacts>();
  for (const tree of scope.trees) {
    for (const namespace of tree.index?.namespaces ?? []) {
      const { name } = namespace;
      found.set(name, {
        scope,
        name,
        inTree: { tree, namespace },
        isLive: live.has(name),
      });
    }
  }
  for (const name of used) {
    if (live.has(name) && !found.has(name)) {
      found.set(name, { scope, name, isLive: true });
    }
  }
  return [...found.values()];
}

function systemDraft(places: readonly NamespaceFacts[]): EntityDraft {
  const [first] = places;
  const { inTree } = places.find(place => place.inTree) ?? first;
  const clusters = places.map(({ scope }) => scope.cluster);
  return {
    key: draftKey.system(first.name),
    kind: 'System',
    names: [entityName(first.name)],
    title: first.name,
    presence: presenceOf({
      inGit: Boolean(inTree),
      isLive: places.some(({ isLive }) => isLive),
    }),
    annotations: {
      ...(inTree
        ? placeAnnotations(inTree.tree, inTree.namespace)
        : liveAnnotations(clusters[0])),
      [LAB_ANNOTATIONS.cluster]:
        clusters.filter(Boolean).join(',') || undefined,
    },
    stale: places.flatMap(({ scope }) => [
      ...scope.trees.map(tree => tree.stale),
      scope.kinds.namespaces.stale,
    ]),
  };
}

function placeAnnotations(tree: TreeFacts, namespace: TreeNamespace) {
  const { place, directory } = namespace;
  if (place) {
    return treeAnnotations(tree, { ...place, directory });
  }
  // Only a directory's kustomization, or its apps, say that it is there.
  return treeAnnotations(tree, { directory: directory ?? namespace.apps[0] });
}
