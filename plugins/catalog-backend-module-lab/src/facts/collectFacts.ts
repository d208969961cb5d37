import type { RepoStore } from '@homestage/backstage-plugin-gitops-node';
import type { SourceState } from '@homestage/backstage-plugin-lab-common';
import type { ClusterStore } from '@homestage/backstage-plugin-lab-node';
import { editUrl } from './editUrl';
import {
  KindFacts,
  LAB_KINDS,
  LabFacts,
  LabKind,
  ScopeFacts,
  TreeFacts,
} from './LabFacts';
import type { UsedParts } from './UsedParts';

/** Where the facts come from. */
export interface FactSources {
  readonly clusters: ClusterStore;
  readonly repositories: RepoStore;
}

/** Nothing runs there as far as anybody can tell, and nobody is asked. */
const NOTHING: KindFacts = { isKnown: true, items: [] };

const NO_KINDS = Object.fromEntries(
  Object.keys(LAB_KINDS).map(kind => [kind, NOTHING]),
) as Record<LabKind, KindFacts>;

/** Takes down what both stores know at this moment. */
export function collectFacts(sources: FactSources, parts: UsedParts): LabFacts {
  const { clusters, repositories } = sources;
  const infos = repositories.repositories();
  const treesOf = (cluster: string | undefined) =>
    infos
      .filter(info => info.cluster === cluster)
      .map(info => treeFacts(repositories, info.name));
  const known = clusters.clusters();
  const scopes: ScopeFacts[] = known.map(({ name, title }) => ({
    cluster: name,
    title,
    trees: treesOf(name),
    kinds: kindsOf(clusters, name, parts),
  }));
  // A tree may name a cluster that the portal cannot reach, or none at all.
  const others = new Set(
    infos
      .map(({ cluster }) => cluster)
      .filter(cluster => !known.some(({ name }) => name === cluster)),
  );
  for (const cluster of others) {
    scopes.push({ cluster, trees: treesOf(cluster), kinds: NO_KINDS });
  }
  return { scopes };
}

function kindsOf(
  clusters: ClusterStore,
  cluster: string,
  parts: UsedParts,
): Record<LabKind, KindFacts> {
  const names = Object.keys(LAB_KINDS) as LabKind[];
  const facts = names.map(name => {
    const { items, state } = clusters.snapshot(cluster, LAB_KINDS[name]);
    const hasAnswered =
      ['live', 'stale', 'absent'].includes(state.status) || items.length > 0;
    const fact: KindFacts = {
      items: parts.of(items, name),
      isKnown: hasAnswered,
      stale: staleText(state),
    };
    return [name, fact] as const;
  });
  return Object.fromEntries(facts) as Record<LabKind, KindFacts>;
}

function treeFacts(repositories: RepoStore, name: string): TreeFacts {
  const { index, state } = repositories.snapshot(name);
  const info = repositories.repositories().find(each => each.name === name)!;
  return {
    repository: name,
    root: info.path,
    index,
    isKnown: index !== undefined,
    stale: staleText(state),
    directoryUrl: path => repositories.directoryUrl(name, path),
    fileUrl: (path, line) => repositories.fileUrl(name, path, line),
    editUrl: path => editUrl(info, path),
  };
}

function staleText(state: SourceState): string | undefined {
  return ['live', 'absent', 'syncing'].includes(state.status)
    ? undefined
    : `${state.title} (${state.status} since ${state.since})`;
}
