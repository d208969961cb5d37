import type { Entity } from '@backstage/catalog-model';
import type { LabFacts, ScopeFacts } from '../facts/LabFacts';
import { AppPlace, appDraft, appKey, liveNames } from './appDrafts';
import { assignNames } from './assignNames';
import { clusterDraft } from './clusterDrafts';
import type { EntityDraft } from './EntityDraft';
import { liveAppDraft, liveOnlyApps } from './liveAppDrafts';
import { machineDraft, machineFacts } from './virtualMachineDrafts';
import { nodeDraft, nodeFacts } from './nodeDrafts';
import { nameKey } from './objectKeys';
import { systemDrafts } from './systemDrafts';
import { toEntity } from './toEntity';
import { withRunbooks } from './withRunbooks';

/** Something that could not become an entity. */
export interface EntityProblem {
  /** What it is about, such as `node cp-01`. */
  readonly subject: string;
  readonly error: Error;
}

/** The entities of a lab, sorted by kind and name, and what had to be left out. */
export interface DerivedEntities {
  readonly entities: readonly Entity[];
  readonly problems: readonly EntityProblem[];
}

/**
 * Makes the catalog's entities from what is known of the lab. Same facts, same
 * entities in the same order. A record that cannot be read costs its own entity
 * and nothing else.
 */
export function deriveEntities(
  facts: LabFacts,
  options: { owner: string },
): DerivedEntities {
  const problems: EntityProblem[] = [];
  const drafts = facts.scopes.flatMap(scope => draftsOf(scope, problems));
  const used = new Set(
    drafts
      .map(({ system }) => system?.replace(/^system:/, ''))
      .filter((name): name is string => Boolean(name)),
  );
  drafts.push(...systemDrafts(facts, used));
  const unique = [...new Map(drafts.map(draft => [draft.key, draft])).values()];
  const names = assignNames(unique);
  const kinds = new Map(unique.map(({ key, kind }) => [key, kind]));
  const refOf = (key: string) =>
    kinds.has(key)
      ? `${kinds.get(key)}:default/${names.get(key)}`.toLowerCase()
      : undefined;
  const entities = withRunbooks(unique, facts, refOf).map(draft =>
    toEntity(draft, {
      owner: options.owner,
      refOf,
      nameOf: key => names.get(key)!,
    }),
  );
  return { entities: entities.sort(byKindAndName), problems };
}

function draftsOf(scope: ScopeFacts, problems: EntityProblem[]): EntityDraft[] {
  const each = <T>(
    what: string,
    things: readonly T[],
    draft: (thing: T) => EntityDraft | undefined,
  ) =>
    things.flatMap(thing => {
      try {
        return draft(thing) ?? [];
      } catch (error) {
        problems.push({
          subject: `${what} ${subjectOf(thing)}`,
          error: error as Error,
        });
        return [];
      }
    });
  const live = liveNames(scope);
  const apps = scope.trees.flatMap(tree =>
    (tree.index?.apps ?? []).map(app => ({ scope, tree, app, live })),
  );
  const byKustomization = appsByKustomization(apps);
  return [
    ...each('cluster', [scope], clusterDraft),
    ...each('node', nodeFacts(scope), node => nodeDraft(scope, node)),
    ...each('virtual machine', machineFacts(scope), machine =>
      machineDraft(scope, machine),
    ),
    ...each('app', apps, place => appDraft(place, byKustomization)),
    ...each('app', liveOnlyApps(scope), object => liveAppDraft(scope, object)),
  ];
}

function appsByKustomization(apps: readonly AppPlace[]): Map<string, string> {
  return new Map(
    apps.flatMap(place =>
      place.app.kustomizations.map(
        kustomization => [nameKey(kustomization), appKey(place)] as const,
      ),
    ),
  );
}

function subjectOf(thing: unknown): string {
  const { name, app } = thing as { name?: string; app?: { name?: string } };
  return name ?? app?.name ?? 'without a name';
}

function byKindAndName(a: Entity, b: Entity): number {
  return (
    a.kind.localeCompare(b.kind) ||
    a.metadata.name.localeCompare(b.metadata.name)
  );
}
