import { useCallback } from 'react';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  fluxKind,
  type FluxRef,
} from '@homestage/backstage-plugin-flux-common';
import { resourceRouteRef } from '../../routes';

/**
 * The address of the page of a Flux object. Undefined for what has no page:
 * other kinds, cluster-scoped objects, or an app without the Flux page.
 */
export function useResourcePath(): (
  ref: Pick<FluxRef, 'cluster' | 'kind' | 'name'> & {
    namespace?: string;
    group?: string;
  },
) => string | undefined {
  const route = useRouteRef(resourceRouteRef);
  return useCallback(
    ref => {
      const known = fluxKind(ref.kind);
      const { cluster, namespace, name, group } = ref;
      const isOurs = known && (group === undefined || group === known.group);
      return isOurs && namespace
        ? route?.({ cluster, kind: known.kind, namespace, name })
        : undefined;
    },
    [route],
  );
}
