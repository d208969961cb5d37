import { useApi } from '@backstage/frontend-plugin-api';
import {
  useLiveQuery,
  type LiveQuery,
} from '@homestage/backstage-plugin-lab-react';
import type { PresetsAnswer } from '@homestage/backstage-plugin-gitops-common';
import { gitopsApiRef } from '../api/gitopsApiRef';

/** The apps whose form can be filled in beforehand. */
export function usePresets(): LiveQuery<PresetsAnswer> {
  const client = useApi(gitopsApiRef);
  return useLiveQuery({
    queryKey: ['gitops', 'presets'],
    queryFn: ({ signal }) => client.presets({ signal }),
    channel: 'gitops:changed',
  });
}
