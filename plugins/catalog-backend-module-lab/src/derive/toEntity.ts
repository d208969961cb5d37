import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import { LAB_ANNOTATIONS } from '@homestage/backstage-plugin-lab-common';
import type { EntityDraft } from './EntityDraft';

/** What a draft needs of the others to become an entity. */
export interface DraftContext {
  /** Ref of the draft with this key; unset when there is none. */
  refOf(key: string): string | undefined;
  nameOf(key: string): string;
  /** Entity ref of who owns what nobody else does. */
  owner: string;
}

/** Turns a draft into what the catalog takes. */
export function toEntity(draft: EntityDraft, context: DraftContext): Entity {
  const name = context.nameOf(draft.key);
  const stale = [...new Set(draft.stale)].filter(Boolean).join('; ');
  const annotations = {
    ...draft.annotations,
    [LAB_ANNOTATIONS.presence]: draft.presence,
    [LAB_ANNOTATIONS.staleSince]: stale || undefined,
  };
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: draft.kind,
    metadata: {
      name,
      namespace: 'default',
      ...(draft.title === name ? {} : { title: draft.title }),
      ...(draft.description ? { description: draft.description } : {}),
      annotations: definedOnly(annotations),
      ...(draft.links?.length ? { links: [...draft.links] } : {}),
    },
    spec: specOf(draft, context),
  };
}

function specOf(draft: EntityDraft, context: DraftContext): JsonObject {
  const system = draft.system && context.refOf(draft.system);
  const dependsOn = [...new Set(draft.dependsOn ?? [])]
    .map(key => context.refOf(key))
    .filter((ref): ref is string => ref !== undefined)
    .sort();
  return {
    ...(draft.type ? { type: draft.type } : {}),
    ...(draft.lifecycle ? { lifecycle: draft.lifecycle } : {}),
    owner: context.owner,
    ...(system ? { system } : {}),
    ...(dependsOn.length > 0 ? { dependsOn } : {}),
  };
}

/** Annotations are text: an odd value read from a cluster is left out. */
function definedOnly(
  record: Readonly<Record<string, unknown>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === 'string' && entry[1] !== '',
    ),
  );
}
