import {
  LAB_ANNOTATIONS,
  type KubeObject,
} from '@homestage/backstage-plugin-lab-common';
import type { ScopeFacts } from '../facts/LabFacts';
import { appNames } from './appDrafts';
import { EntityDraft, draftKey } from './EntityDraft';
import {
  kubernetesAnnotations,
  releaseSelector,
} from './kubernetesAnnotations';
import { appliedBy, liveKey, nameKey } from './objectKeys';
import { liveAnnotations } from './originAnnotations';

/**
 * HelmReleases, and Kustomizations that run workloads without one, that stand in
 * no tree of the cluster and that no Kustomization of a tree applies.
 */
export function liveOnlyApps(scope: ScopeFacts): KubeObject[] {
  const indices = scope.trees.map(({ index }) => index);
  const inGit = {
    kustomizations: new Set(
      indices.flatMap(index => index?.kustomizations.map(nameKey) ?? []),
    ),
    helmReleases: new Set(
      indices.flatMap(index => index?.helmReleases.map(nameKey) ?? []),
    ),
  };
  const isOfTree = (object: KubeObject) =>
    inGit.kustomizations.has(appliedBy(object) ?? '');
  const releases = scope.kinds.helmReleases.items.filter(
    item => !inGit.helmReleases.has(liveKey(item)) && !isOfTree(item),
  );
  const withRelease = new Set(
    scope.kinds.helmReleases.items.map(item => appliedBy(item)),
  );
  const kustomizations = scope.kinds.kustomizations.items.filter(
    item =>
      !inGit.kustomizations.has(liveKey(item)) &&
      !isOfTree(item) &&
      !withRelease.has(liveKey(item)) &&
      runsWorkloads(item),
  );
  return [...releases, ...kustomizations];
}

/** The Component of an app that runs and stands nowhere in Git. */
export function liveAppDraft(
  scope: ScopeFacts,
  object: KubeObject,
): EntityDraft {
  const { cluster, kinds, trees } = scope;
  const { name, namespace = '' } = object.metadata;
  const isRelease = object.kind === 'HelmRelease';
  const target = String(object.spec?.targetNamespace ?? namespace);
  const release = String(object.spec?.releaseName ?? releaseName(object));
  return {
    key: draftKey.app(cluster, { namespace, name, place: object.kind }),
    kind: 'Component',
    names: appNames(cluster, { namespace: target, name }),
    title: name,
    presence: 'live',
    annotations: {
      ...liveAnnotations(cluster),
      ...kubernetesAnnotations({
        cluster,
        namespace: target,
        selector: isRelease ? releaseSelector([release]) : undefined,
      }),
      [isRelease
        ? LAB_ANNOTATIONS.helmReleases
        : LAB_ANNOTATIONS.kustomizations]: nameKey({ namespace, name }),
    },
    type: 'app',
    lifecycle: 'production',
    system: draftKey.system(target),
    dependsOn: cluster ? [draftKey.cluster(cluster)] : [],
    stale: [
      ...trees.map(tree => tree.stale),
      kinds.helmReleases.stale,
      kinds.kustomizations.stale,
    ],
  };
}

/** Helm's name where the release does not say one: Flux prefixes a foreign namespace. */
function releaseName(object: KubeObject): string {
  const target = object.spec?.targetNamespace;
  return target ? `${target}-${object.metadata.name}` : object.metadata.name;
}

/** Inventory ids end in `_<group>_<kind>`; workloads are of the group `apps`. */
function runsWorkloads(kustomization: KubeObject): boolean {
  const entries: unknown = kustomization.status?.inventory?.entries;
  return (
    Array.isArray(entries) &&
    entries.some(entry => /_apps_[A-Z]\w+$/.test(String(entry?.id ?? '')))
  );
}
