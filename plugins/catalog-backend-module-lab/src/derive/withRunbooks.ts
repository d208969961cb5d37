import type { LabFacts } from '../facts/LabFacts';
import { EntityDraft, draftKey } from './EntityDraft';
import { Runbook, findRunbook, readRunbooks } from './runbooks';

const KINDS: Readonly<Record<string, Runbook['kind']>> = {
  app: 'app',
  'talos-node': 'node',
  'virtual-machine': 'virtual-machine',
};

/**
 * The drafts, each with the way to its runbook when its cluster's documentation
 * has one.
 */
export function withRunbooks(
  drafts: readonly EntityDraft[],
  facts: LabFacts,
  refOf: (key: string) => string | undefined,
): EntityDraft[] {
  const byCluster = new Map(
    facts.scopes.map(({ cluster, trees }) => [
      cluster,
      trees.flatMap(({ index }) => (index ? readRunbooks(index.files) : [])),
    ]),
  );
  return drafts.map(draft => {
    const cluster = clusterOf(draft);
    const kind = KINDS[draft.type ?? ''];
    const runbook =
      cluster !== undefined &&
      kind &&
      findRunbook(byCluster.get(cluster) ?? [], { kind, name: draft.title });
    const site = cluster !== undefined && refOf(draftKey.cluster(cluster));
    if (!runbook || !site) {
      return draft;
    }
    return {
      ...draft,
      annotations: {
        ...draft.annotations,
        'backstage.io/techdocs-entity': site,
        'backstage.io/techdocs-entity-path': runbook.page,
      },
    };
  });
}

function clusterOf(draft: EntityDraft): string | undefined {
  return /^(?:app|node|vm):([^/]+)\//.exec(draft.key)?.[1];
}
