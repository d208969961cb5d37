import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  LAB_ANNOTATIONS,
  type Presence,
} from '@homestage/backstage-plugin-lab-common';

const PRESENCES: Presence[] = ['git', 'live', 'both'];

/** The entities of the lab that the catalog holds, as they were given to it. */
export async function readKnownEntities(
  catalog: CatalogService,
  auth: AuthService,
): Promise<Entity[]> {
  const { items } = await catalog.getEntities(
    {
      filter: {
        [`metadata.annotations.${LAB_ANNOTATIONS.presence}`]: PRESENCES,
      },
    },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  return items.map(asGiven);
}

/** Without what the catalog adds of its own. */
function asGiven(entity: Entity): Entity {
  const { uid, etag, ...metadata } = entity.metadata;
  const { apiVersion, kind, spec } = entity;
  return { apiVersion, kind, metadata, spec };
}
