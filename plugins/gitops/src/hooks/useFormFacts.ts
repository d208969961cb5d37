import { useApi } from '@backstage/frontend-plugin-api';
import {
  useLiveQuery,
  type LiveQuery,
} from '@homestage/backstage-plugin-lab-react';
import type { FormFacts } from '@homestage/backstage-plugin-gitops-common';
import { gitopsApiRef } from '../api/gitopsApiRef';

/** What the tree holds, kept true while a form is open. */
export function useFormFacts(repository?: string): LiveQuery<FormFacts> {
  const client = useApi(gitopsApiRef);
  return useLiveQuery({
    queryKey: ['gitops', 'facts', repository ?? ''],
    queryFn: ({ signal }) => client.facts(repository, { signal }),
    channel: 'gitops:changed',
  });
}
