import { posix } from 'node:path';
import type { TreeHelmRelease, TreeIndex } from '@homestage/gitops-tree';
import type { ClusterOfApps, Preset, WishedApp } from '@homestage/labctl';
import { usualStore } from '../wishes/secretStores';
import { mapAt } from '../wishes/written';
import type { WishTree } from '../wishes/Wish';

/** Where a tree says nothing of its time zone. */
const DEFAULT_TIMEZONE = 'Etc/UTC';

/**
 * What the files of a preset depend on, read from the tree instead of from the
 * inputs of a lab. Backups and storage classes are left to the forms for them.
 */
export function clusterOfTree(
  { name, domain }: { name: string; domain: string },
  tree: WishTree,
): ClusterOfApps {
  const { index } = tree;
  const values = appTemplateValues(index);
  return {
    name,
    timezone: mostUsed(values.flatMap(timezonesIn)) ?? DEFAULT_TIMEZONE,
    domain: { name: domain },
    // Who applies the tree decides the place of files, not what is in them. The
    // component that Flux fills in for caches is not every tree's.
    gitops: { engine: 'argocd' },
    ingress: { controller: 'envoy-gateway' },
    load_balancer: { kind: loadBalancerOf(index) },
    secrets: {
      provider: usualStore(tree) ? 'external-secrets' : 'sops',
      store: 'onepassword',
    },
    storage: {
      default_class: null,
      nfs: shareOf(values),
      s3: null,
    },
  };
}

/** Apps of the tree that are called like presets, which other presets may ask for. */
export function wishedAppsOf(
  presets: ReadonlyMap<string, Preset>,
  { index }: WishTree,
): WishedApp[] {
  return index.apps.flatMap(({ name, namespace }) => {
    const preset = presets.get(name);
    return preset
      ? [
          {
            source: name,
            name,
            namespace,
            exposure: preset.exposure,
            host: null,
            hostIsOwn: false,
            preset,
          },
        ]
      : [];
  });
}

function appTemplateValues({ helmReleases }: TreeIndex) {
  return helmReleases
    .filter(({ state }) => state === 'reached')
    .map(({ manifest }: TreeHelmRelease) => mapAt(manifest, 'spec', 'values'));
}

function timezonesIn(values: Record<string, unknown>): string[] {
  return Object.values(mapAt(values, 'controllers')).flatMap(controller =>
    Object.values(mapAt(controller, 'containers')).flatMap(container => {
      const { TZ } = mapAt(container, 'env');
      // What Flux fills in later is not a time zone yet.
      return typeof TZ === 'string' && !TZ.includes('$') ? [TZ] : [];
    }),
  );
}

/** The share that most volumes lie on: its server, and the folder above them all. */
function shareOf(
  values: readonly Record<string, unknown>[],
): { server: string; path: string } | null {
  const volumes = values.flatMap(each =>
    Object.values(mapAt(each, 'persistence')).flatMap(volume => {
      const { type, server, path } = mapAt({ volume }, 'volume');
      return type === 'nfs' &&
        typeof server === 'string' &&
        typeof path === 'string'
        ? [{ server, path }]
        : [];
    }),
  );
  const server = mostUsed(volumes.map(volume => volume.server));
  const paths = volumes
    .filter(volume => volume.server === server)
    .map(({ path }) => path);
  return server === undefined ? null : { server, path: folderAbove(paths) };
}

/** The deepest folder that all paths lie in; of one path, the folder around it. */
function folderAbove(paths: readonly string[]): string {
  const isAbove = (folder: string) =>
    paths.every(path => path.startsWith(folder === '/' ? '/' : `${folder}/`));
  let folder = posix.dirname(paths[0]);
  while (!isAbove(folder)) {
    folder = posix.dirname(folder);
  }
  return folder;
}

function loadBalancerOf({
  objects,
}: TreeIndex): ClusterOfApps['load_balancer']['kind'] {
  const kinds = new Set(objects.map(({ kind }) => kind));
  if (kinds.has('CiliumLoadBalancerIPPool')) {
    return 'cilium';
  }
  return kinds.has('IPAddressPool') ? 'metallb' : 'none';
}

function mostUsed(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0];
}
