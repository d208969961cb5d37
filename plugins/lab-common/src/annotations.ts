/**
 * Annotations that Homestage writes on catalog entities and reads in its cards.
 * Nothing of this has to be written into anybody's manifests.
 *
 * @public
 */
export const LAB_ANNOTATIONS = Object.freeze({
  /** `git`, `live` or `both`: where the entity was found. */
  presence: 'homestage.dev/presence',
  /** Name of the cluster, as in `kubernetes.clusterLocatorMethods`. */
  cluster: 'homestage.dev/cluster',
  /** Directory in the tree, without a leading slash. */
  treePath: 'homestage.dev/tree-path',
  /** Name of the repository, as in `homestage.gitops.repositories`. */
  repository: 'homestage.dev/repository',
  /** Comma-separated `namespace/name` of the Flux Kustomizations that apply it. */
  kustomizations: 'homestage.dev/flux-kustomizations',
  /** Comma-separated `namespace/name` of its HelmReleases. */
  helmReleases: 'homestage.dev/flux-helmreleases',
  /** `Kind.group/namespace/name` of the one live object the entity stands for (VMs, nodes). */
  object: 'homestage.dev/object',
  /** Why the entity may be out of date: the source that does not answer; unset when all do. */
  staleSince: 'homestage.dev/stale-since',
});

/**
 * Values of {@link LAB_ANNOTATIONS}.presence.
 *
 * @public
 */
export type Presence = 'git' | 'live' | 'both';
