import { useApi } from '@backstage/frontend-plugin-api';
import { useLiveQuery } from '@homestage/backstage-plugin-lab-react';
import type { MachineRef } from '@homestage/backstage-plugin-talos-common';
import { talosApiRef } from '../api/talosApiRef';

/** The signal channel of the Talos backend. */
const CHANNEL = 'talos:changed';

/** May the machines be trusted, is etcd safe; kept true. */
export function useTalosSummary() {
  const api = useApi(talosApiRef);
  return useLiveQuery({
    channel: CHANNEL,
    queryKey: ['talos', 'summary'],
    queryFn: options => api.summary(options),
  });
}

/** Every machine, kept true. */
export function useTalosMachines() {
  const api = useApi(talosApiRef);
  return useLiveQuery({
    channel: CHANNEL,
    queryKey: ['talos', 'machines'],
    queryFn: options => api.machines(options),
  });
}

/** Everything about one machine, kept true. */
export function useTalosMachine(ref: MachineRef) {
  const api = useApi(talosApiRef);
  return useLiveQuery({
    channel: CHANNEL,
    queryKey: ['talos', 'machine', ref],
    queryFn: options => api.machine(ref, options),
  });
}

/** The etcd of each cluster, kept true. */
export function useTalosEtcd() {
  const api = useApi(talosApiRef);
  return useLiveQuery({
    channel: CHANNEL,
    queryKey: ['talos', 'etcd'],
    queryFn: options => api.etcd(options),
  });
}

/** Certificates with the days they have left, kept true. */
export function useTalosCertificates() {
  const api = useApi(talosApiRef);
  return useLiveQuery({
    channel: CHANNEL,
    queryKey: ['talos', 'certificates'],
    queryFn: options => api.certificates(options),
  });
}

/** Where the machines and Git differ, kept true. */
export function useTalosDrift() {
  const api = useApi(talosApiRef);
  return useLiveQuery({
    channel: CHANNEL,
    queryKey: ['talos', 'drift'],
    queryFn: options => api.drift(options),
  });
}

/** What runs, what is on its way and whether now is a good time, kept true. */
export function useTalosUpgrades() {
  const api = useApi(talosApiRef);
  return useLiveQuery({
    channel: CHANNEL,
    queryKey: ['talos', 'upgrades'],
    queryFn: options => api.upgrades(options),
  });
}
