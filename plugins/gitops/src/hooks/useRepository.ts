import { useApi } from '@backstage/frontend-plugin-api';
import type { RepositoryRow } from '@homestage/backstage-plugin-gitops-common';
import { useLiveQuery } from '@homestage/backstage-plugin-lab-react';
import { gitopsApiRef } from '../api/gitopsApiRef';

/** The trees of this portal, and the one that a form is about. */
export function useRepository(name: unknown): {
  repositories: readonly RepositoryRow[];
  /** The first when none is named, as the backend takes it; unset until it is known. */
  chosen?: RepositoryRow;
} {
  const client = useApi(gitopsApiRef);
  const { data } = useLiveQuery({
    queryKey: ['gitops', 'repositories'],
    queryFn: ({ signal }) => client.repositories({ signal }),
    channel: 'gitops:changed',
  });
  const repositories = data?.rows ?? [];
  return {
    repositories,
    chosen: repositories.find(each => each.name === name) ?? repositories[0],
  };
}
