import type { AuthService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EntityPlace } from '@homestage/backstage-plugin-gitops-common';
import type {
  RepositoryInfo,
  RepoStore,
} from '@homestage/backstage-plugin-gitops-node';
import { LAB_ANNOTATIONS } from '@homestage/backstage-plugin-lab-common';

/** What a change can be said to touch; clusters and namespaces are touched by everything. */
const IN_DIRECTORY = ['app'];
const IN_FILE = ['talos-node', 'virtual-machine'];

/** The entities of the lab by repository, with the place in it that each was made from. */
export async function readEntityPlaces(
  repoStore: {
    repositories(): readonly Pick<RepositoryInfo, 'name'>[];
    fileUrl: RepoStore['fileUrl'];
  },
  options: {
    readonly catalog: Pick<CatalogService, 'getEntities'>;
    readonly auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  },
): Promise<ReadonlyMap<string, readonly EntityPlace[]>> {
  const { catalog, auth } = options;
  const names = repoStore.repositories().map(({ name }) => name);
  const { items } = await catalog.getEntities(
    {
      filter: {
        [`metadata.annotations.${LAB_ANNOTATIONS.repository}`]: names,
        'spec.type': [...IN_DIRECTORY, ...IN_FILE],
      },
      fields: ['kind', 'metadata', 'spec.type'],
    },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  const places = new Map<string, EntityPlace[]>();
  for (const entity of items.filter(isTouchable)) {
    const repository = annotationOf(entity, LAB_ANNOTATIONS.repository) ?? '';
    const others = places.get(repository) ?? [];
    others.push(placeOf(entity, repoStore.fileUrl(repository, '')));
    places.set(repository, others);
  }
  return places;
}

function isTouchable({ spec }: Entity): boolean {
  return [...IN_DIRECTORY, ...IN_FILE].includes(String(spec?.type));
}

function placeOf(entity: Entity, rootUrl: string): EntityPlace {
  const { name, title } = entity.metadata;
  const type = String(entity.spec?.type);
  const location = annotationOf(entity, ANNOTATION_LOCATION) ?? '';
  const prefix = `url:${rootUrl}`;
  const file = location.startsWith(prefix)
    ? decoded(location.slice(prefix.length))
    : undefined;
  return {
    ref: stringifyEntityRef(entity),
    title: title ?? name,
    type,
    ...(IN_DIRECTORY.includes(type)
      ? { directory: annotationOf(entity, LAB_ANNOTATIONS.treePath) }
      : { file }),
  };
}

function annotationOf(entity: Entity, name: string): string | undefined {
  return entity.metadata.annotations?.[name];
}

/** Anybody may write an annotation: an address that is none names no file. */
function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
