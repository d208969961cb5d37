import { useApi } from '@backstage/frontend-plugin-api';
import type {
  FluxAppAnswer,
  FluxAppRef,
  FluxDetailAnswer,
  FluxRef,
  FluxRowsAnswer,
  FluxSummaryAnswer,
  FluxTreeAnswer,
} from '@homestage/backstage-plugin-flux-common';
import {
  useLiveQuery,
  type LiveQuery,
} from '@homestage/backstage-plugin-lab-react';
import { fluxApiRef } from '../api/fluxApiRef';

/** The signal channel of the Flux backend. */
const CHANNEL = 'flux:changed';

/** How much of the lab is what Git says, kept true. */
export function useFluxSummary(): LiveQuery<FluxSummaryAnswer> {
  const api = useApi(fluxApiRef);
  return useLiveQuery({
    channel: CHANNEL,
    queryKey: ['flux', 'summary'],
    queryFn: options => api.summary(options),
  });
}

/** Every Flux object of every cluster, kept true. */
export function useFluxRows(): LiveQuery<FluxRowsAnswer> {
  const api = useApi(fluxApiRef);
  return useLiveQuery({
    channel: CHANNEL,
    queryKey: ['flux', 'rows'],
    queryFn: options => api.rows({}, options),
  });
}

/** Everything about one Flux object, kept true. */
export function useFluxDetail(ref: FluxRef): LiveQuery<FluxDetailAnswer> {
  const api = useApi(fluxApiRef);
  return useLiveQuery({
    channel: CHANNEL,
    queryKey: ['flux', 'detail', ref],
    queryFn: options => api.detail(ref, options),
  });
}

/** What one Flux object applied, down to the leaves, kept true. */
export function useFluxTree(ref: FluxRef): LiveQuery<FluxTreeAnswer> {
  const api = useApi(fluxApiRef);
  return useLiveQuery({
    channel: CHANNEL,
    queryKey: ['flux', 'tree', ref],
    queryFn: options => api.tree(ref, options),
  });
}

/** What applies an app, and whether it is fine, kept true. */
export function useFluxApp(ref: FluxAppRef): LiveQuery<FluxAppAnswer> {
  const api = useApi(fluxApiRef);
  return useLiveQuery({
    channel: CHANNEL,
    queryKey: ['flux', 'app', ref],
    queryFn: options => api.app(ref, options),
  });
}
