import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { LAB_ANNOTATIONS } from '@homestage/backstage-plugin-lab-common';
import type { LabFacts, LabKind, ScopeFacts } from '../facts/LabFacts';

/** The kinds that say whether a thing of a type is live. */
const KINDS_OF_TYPE: Readonly<Record<string, readonly LabKind[]>> = {
  app: ['helmReleases', 'kustomizations'],
  'talos-node': ['nodes'],
  'virtual-machine': ['virtualMachines'],
};

/**
 * The entities to be held while some sources have never answered since the
 * process started: what was derived from the others, and what the catalog knew
 * from the silent ones, marked. What the catalog knew goes only when every source
 * it came from answered and has it no more.
 */
export function keepUnanswered(
  derived: readonly Entity[],
  known: readonly Entity[],
  facts: LabFacts,
): Entity[] {
  const claimed = new Set(
    known
      .filter(entity => silentSources(entity, facts).git)
      .flatMap(fluxObjects),
  );
  const result = new Map(
    derived
      .filter(entity => !isClaimed(entity, claimed))
      .map(entity => [stringifyEntityRef(entity), entity]),
  );
  for (const entity of known) {
    const ref = stringifyEntityRef(entity);
    const silent = silentSources(entity, facts);
    if (silent.git) {
      result.set(ref, withAnnotations(entity, { stale: silent.git }));
    } else if (silent.live) {
      // Git answered, so its part is taken from there; whether it runs is not known.
      const inGit = result.get(ref);
      const presence = annotationOf(entity, 'presence');
      const stale = silent.live;
      if (inGit) {
        result.set(ref, withAnnotations(inGit, { stale, presence }));
      } else if (presence === 'live') {
        result.set(ref, withAnnotations(entity, { stale }));
      }
    }
  }
  return [...result.values()];
}

/**
 * Whether it is an app that looks as if it were in no tree only because the tree
 * that has it is silent; that app may have another name.
 */
function isClaimed(entity: Entity, claimed: ReadonlySet<string>): boolean {
  const objects = fluxObjects(entity);
  return (
    annotationOf(entity, 'presence') === 'live' &&
    objects.length > 0 &&
    objects.every(object => claimed.has(object))
  );
}

/** The Flux objects an app consists of, with their cluster. */
function fluxObjects(entity: Entity): string[] {
  const cluster = annotationOf(entity, 'cluster');
  return (['helmReleases', 'kustomizations'] as const).flatMap(kind =>
    (annotationOf(entity, kind)?.split(',') ?? []).map(
      key => `${cluster}/${kind}/${key}`,
    ),
  );
}

/** Whether every source of the facts has answered at some time. */
export function haveAllAnswered(facts: LabFacts): boolean {
  return facts.scopes.every(
    ({ trees, kinds }) =>
      trees.every(({ isKnown }) => isKnown) &&
      Object.values(kinds).every(({ isKnown }) => isKnown),
  );
}

function silentSources(
  entity: Entity,
  facts: LabFacts,
): { git?: string; live?: string } {
  const repository = annotationOf(entity, 'repository');
  const cluster = annotationOf(entity, 'cluster');
  const tree = facts.scopes
    .flatMap(({ trees }) => trees)
    .find(each => each.repository === repository);
  const isLive = ['live', 'both'].includes(
    annotationOf(entity, 'presence') ?? '',
  );
  const scope = facts.scopes.find(each => each.cluster === cluster);
  return {
    git:
      tree && !tree.isKnown
        ? tree.stale ?? `${tree.repository} (has not answered yet)`
        : undefined,
    live: isLive && scope ? silentKind(entity, scope) : undefined,
  };
}

function silentKind(entity: Entity, scope: ScopeFacts): string | undefined {
  const kinds = KINDS_OF_TYPE[String(entity.spec?.type)] ?? ['namespaces'];
  const silent = kinds.find(kind => !scope.kinds[kind].isKnown);
  return (
    silent &&
    (scope.kinds[silent].stale ?? `${scope.cluster} (has not answered yet)`)
  );
}

function annotationOf(
  entity: Entity,
  name: keyof typeof LAB_ANNOTATIONS,
): string | undefined {
  return entity.metadata.annotations?.[LAB_ANNOTATIONS[name]];
}

function withAnnotations(
  entity: Entity,
  change: { stale: string; presence?: string },
): Entity {
  const { presence = annotationOf(entity, 'presence'), stale } = change;
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        ...(presence ? { [LAB_ANNOTATIONS.presence]: presence } : {}),
        [LAB_ANNOTATIONS.staleSince]: stale,
      },
    },
  };
}
