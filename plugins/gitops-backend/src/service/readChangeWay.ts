import {
  changeAppliers,
  type ChangeStation,
  type ChangeWay,
  type Containment,
} from '@homestage/backstage-plugin-gitops-common';
import type { RepoSnapshot } from '@homestage/backstage-plugin-gitops-node';
import {
  isCurrent,
  type KindRef,
  type KubeObject,
} from '@homestage/backstage-plugin-lab-common';
import type {
  ClusterStore,
  KindSnapshot,
} from '@homestage/backstage-plugin-lab-node';
import { appliedSince, fetchedSince } from './heldSince';
import { isSuspended, revisionOf, toStation } from './toStation';

const KUSTOMIZATION: KindRef = {
  group: 'kustomize.toolkit.fluxcd.io',
  kind: 'Kustomization',
};
const HELM_RELEASE: KindRef = {
  group: 'helm.toolkit.fluxcd.io',
  kind: 'HelmRelease',
};
const SOURCE_GROUP = 'source.toolkit.fluxcd.io';
const SOURCES: readonly KindRef[] = ['GitRepository', 'OCIRepository'].map(
  kind => ({ group: SOURCE_GROUP, kind }),
);

/** What a merged change goes through. */
export const FLUX_KINDS_ON_THE_WAY: readonly KindRef[] = [
  ...SOURCES,
  KUSTOMIZATION,
  HELM_RELEASE,
];

/** One merged change, and where to look for it. */
export interface MergedChange {
  readonly files: readonly string[];
  readonly mergeCommit?: string;
  readonly mergedAt?: string;
}

export interface ChangeWayOptions {
  /** The cluster the tree is applied to; unset when nobody says. */
  readonly cluster?: string;
  readonly tree: RepoSnapshot;
  readonly clusters: ClusterStore;
  /** Whether the commit holds the other. */
  readonly holds: (pair: {
    readonly commit: string;
    readonly other: string;
  }) => Promise<Containment>;
  readonly now: number;
}

/** Looks at everything that a merged change goes through on its way to the cluster. */
export async function readChangeWay(
  change: MergedChange,
  options: ChangeWayOptions,
): Promise<ChangeWay> {
  const { mergedAt } = change;
  const nothing = {
    mergedAt,
    sources: [],
    appliers: [],
    releases: [],
    suspendedAncestors: [],
  };
  const blind = await blindness(change, options);
  if (blind !== undefined) {
    return { ...nothing, blind };
  }
  const { index } = options.tree;
  const appliers = changeAppliers(index!, change.files);
  const kustomizations = objectsOf(options, KUSTOMIZATION);
  const releases = objectsOf(options, HELM_RELEASE);
  const stations = { ...options, mergedAt, mergeCommit: change.mergeCommit! };
  return {
    ...nothing,
    sources: await Promise.all(
      sourcesOf(appliers.kustomizations, kustomizations).map(({ kind, key }) =>
        station(
          {
            kind,
            key,
            object: objectsOf(options, { group: SOURCE_GROUP, kind }).get(key),
          },
          stations,
        ),
      ),
    ),
    appliers: await Promise.all(
      appliers.kustomizations.map(key =>
        station(
          { kind: 'Kustomization', key, object: kustomizations.get(key) },
          stations,
        ),
      ),
    ),
    releases: appliers.helmReleases.map(key =>
      toStation(
        { kind: 'HelmRelease', key, object: releases.get(key) },
        options.now,
      ),
    ),
    suspendedAncestors: appliers.ancestors
      .filter(key => !appliers.kustomizations.includes(key))
      .filter(key => isSuspended(kustomizations.get(key)))
      .map(key => `Kustomization ${key}`),
  };
}

/** Why nothing can be said of the cluster. */
async function blindness(
  { mergeCommit }: MergedChange,
  { cluster, tree, clusters, holds }: ChangeWayOptions,
): Promise<string | undefined> {
  if (!cluster || !clusters.clusters().some(({ name }) => name === cluster)) {
    return 'Which cluster the tree is applied to is not known: name it as cluster of the repository under homestage.gitops.repositories.';
  }
  if (!mergeCommit) {
    return 'The forge does not say as which commit it was merged.';
  }
  if (!tree.index || !tree.commit) {
    return tree.state.message;
  }
  if (
    tree.index.kustomizations.length === 0 &&
    tree.index.applications.length > 0
  ) {
    return 'The tree is applied by Argo CD, whose state is not read here.';
  }
  const silent = [KUSTOMIZATION, HELM_RELEASE, SOURCES[0]]
    .map(kind => clusters.snapshot(cluster, kind))
    .find(isSilent);
  if (silent) {
    return silent.state.message;
  }
  return (await holds({ commit: tree.commit, other: mergeCommit })) === 'yes'
    ? undefined
    : 'The tree has not been read at its commit yet.';
}

/** A kind that the cluster does not serve has no objects, and that is known. */
function isSilent({ state }: KindSnapshot): boolean {
  return !isCurrent(state) && state.status !== 'absent';
}

function objectsOf(
  { clusters, cluster }: ChangeWayOptions,
  kind: KindRef,
): ReadonlyMap<string, KubeObject> {
  const { items } = clusters.snapshot(cluster!, kind);
  return new Map(
    items.map(item => {
      const { namespace = '', name } = item.metadata;
      return [`${namespace}/${name}`, item];
    }),
  );
}

/** What the Kustomizations are made from, each once. */
function sourcesOf(
  keys: readonly string[],
  kustomizations: ReadonlyMap<string, KubeObject>,
): { kind: string; key: string }[] {
  const sources = new Map<string, { kind: string; key: string }>();
  for (const key of keys) {
    const object = kustomizations.get(key);
    const {
      kind,
      name,
      namespace = object?.metadata.namespace,
    } = object?.spec?.sourceRef ?? {};
    if (SOURCES.some(each => each.kind === kind) && typeof name === 'string') {
      const source = `${namespace}/${name}`;
      sources.set(`${kind} ${source}`, { kind, key: source });
    }
  }
  return [...sources.values()];
}

interface StationOptions extends ChangeWayOptions {
  readonly mergeCommit: string;
  readonly mergedAt?: string;
}

async function station(
  subject: { kind: string; key: string; object: KubeObject | undefined },
  options: StationOptions,
): Promise<ChangeStation> {
  const holds = await heldBy(subject.object, options);
  return {
    ...toStation(subject, options.now),
    holds,
    ...(holds === 'yes'
      ? { heldSince: await sinceWhen(subject, options) }
      : {}),
  };
}

async function sinceWhen(
  { kind, object }: { kind: string; object: KubeObject | undefined },
  { mergeCommit, mergedAt, holds }: StationOptions,
): Promise<string | undefined> {
  if (!object) {
    return undefined;
  }
  if (kind !== KUSTOMIZATION.kind) {
    return fetchedSince(object, mergeCommit);
  }
  return mergedAt
    ? appliedSince(object, { mergeCommit, mergedAt, holds })
    : undefined;
}

/** What has applied nothing holds nothing; a revision without a commit tells nothing. */
async function heldBy(
  object: KubeObject | undefined,
  { holds, mergeCommit }: StationOptions,
): Promise<Containment> {
  const revision = object && revisionOf(object);
  if (!revision) {
    return 'no';
  }
  return revision.commit
    ? holds({ commit: revision.commit, other: mergeCommit })
    : 'unknown';
}
