import type { TreeApp, TreeIndex } from '@homestage/gitops-tree';

/**
 * Something of an app that has a version: an image or a chart.
 *
 * @public
 */
export interface AppPart {
  /** `image REPOSITORY` or `chart NAME`. */
  readonly part: string;
  /** As the tree says it, with its digest. */
  readonly version: string;
}

/**
 * What of an app can be upgraded, images first. What has no version in the tree
 * is left out.
 *
 * @public
 */
export function appParts(
  app: TreeApp,
  index: Pick<TreeIndex, 'charts' | 'images'>,
): AppPart[] {
  // Those of releases, and those of manifests in the app's own directory.
  const own = index.images.filter(({ file }) =>
    file.startsWith(`${app.directory}/`),
  );
  const images = [...app.images, ...own].map(({ repository, tag, digest }) => ({
    part: `image ${repository}`,
    version: [tag, digest].filter(Boolean).join('@'),
  }));
  const owners = new Set(
    [...app.helmReleases, ...app.applications].map(
      ({ kind, namespace, name }) => `${kind} ${namespace}/${name}`,
    ),
  );
  const charts = index.charts
    .filter(({ owner }) => owners.has(owner))
    .map(({ name, version = '' }) => ({ part: `chart ${name}`, version }));
  const parts = [...images, ...charts].filter(({ version }) => version !== '');
  return [...new Map(parts.map(each => [each.part, each])).values()];
}
