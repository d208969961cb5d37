import { useApi } from '@backstage/frontend-plugin-api';
import {
  useLiveQuery,
  type LiveQuery,
} from '@homestage/backstage-plugin-lab-react';
import type { ChangesAnswer } from '@homestage/backstage-plugin-gitops-common';
import { gitopsApiRef } from '../api/gitopsApiRef';

/** The changes on their way; the backend tells when one has come further. */
export function useChanges(): LiveQuery<ChangesAnswer> {
  const client = useApi(gitopsApiRef);
  return useLiveQuery({
    queryKey: ['gitops', 'changes'],
    queryFn: ({ signal }) => client.changes({ signal }),
    channel: 'gitops:changes',
  });
}
