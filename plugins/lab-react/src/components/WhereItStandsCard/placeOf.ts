import {
  ANNOTATION_EDIT_URL,
  ANNOTATION_SOURCE_LOCATION,
  ANNOTATION_VIEW_URL,
  type Entity,
} from '@backstage/catalog-model';
import {
  LAB_ANNOTATIONS,
  type Presence,
} from '@homestage/backstage-plugin-lab-common';

/**
 * Where an entity of the lab stands, from its annotations.
 *
 * @public
 */
export interface LabPlace {
  /** Unset when it is not known. */
  readonly presence?: Presence;
  readonly cluster?: string;
  /** Directory in the repository, '' for its root; unset when it is not in Git. */
  readonly directory?: string;
  /** The directory on the forge. */
  readonly directoryUrl?: string;
  /** Where it is edited on the forge. */
  readonly editUrl?: string;
  readonly repository?: string;
  /** Which source does not answer, so that the entity may be out of date. */
  readonly stale?: string;
}

const PRESENCES: readonly string[] = ['git', 'live', 'both'];

/** Only web addresses become links: annotations can come from anywhere. */
function webAddress(text: string | undefined): string | undefined {
  const address = text?.replace(/^url:/, '');
  return address && /^https?:\/\//.test(address) ? address : undefined;
}

/**
 * Reads what the catalog module of the lab writes; every field may be absent.
 *
 * @public
 */
export function placeOf(entity: Entity): LabPlace {
  const annotations = entity.metadata.annotations ?? {};
  const presence = annotations[LAB_ANNOTATIONS.presence];
  const repository = annotations[LAB_ANNOTATIONS.repository];
  return {
    presence: PRESENCES.includes(presence) ? (presence as Presence) : undefined,
    cluster: annotations[LAB_ANNOTATIONS.cluster],
    directory: annotations[LAB_ANNOTATIONS.treePath] ?? (repository && ''),
    directoryUrl:
      webAddress(annotations[ANNOTATION_SOURCE_LOCATION]) ??
      webAddress(annotations[ANNOTATION_VIEW_URL]),
    editUrl: webAddress(annotations[ANNOTATION_EDIT_URL]),
    repository,
    stale: annotations[LAB_ANNOTATIONS.staleSince],
  };
}

/**
 * Whether the entity was made by the lab's catalog module.
 *
 * @public
 */
export function isLabEntity(entity: Entity): boolean {
  return entity.metadata.annotations?.[LAB_ANNOTATIONS.presence] !== undefined;
}
