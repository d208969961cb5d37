import type { ResolvedCluster } from '../model/ResolvedLab';
import type { WishedApp } from './mergeWish';

/**
 * What an app's files depend on of the inputs of a lab.
 *
 * @public
 */
export interface ClusterOfApps {
  name: string;
  timezone: string;
  domain: Pick<ResolvedCluster['domain'], 'name'>;
  gitops: Pick<ResolvedCluster['gitops'], 'engine'>;
  ingress: Pick<ResolvedCluster['ingress'], 'controller'>;
  load_balancer: Pick<ResolvedCluster['load_balancer'], 'kind'>;
  secrets: Pick<ResolvedCluster['secrets'], 'provider' | 'store'>;
  storage: Pick<ResolvedCluster['storage'], 'default_class' | 'nfs' | 's3'>;
}

/**
 * What an app can see of the lab it runs in.
 *
 * @public
 */
export interface LabOfApps {
  cluster: ClusterOfApps;
  /** Names of the components of the lab. */
  components: ReadonlySet<string>;
  /** Architectures of the nodes. */
  architectures: readonly ('amd64' | 'arm64')[];
  /** All wished apps, in the order of the inputs. */
  apps: readonly WishedApp[];
}

/** The first wished app of a preset. */
export function appOfPreset(
  lab: LabOfApps,
  preset: string,
): WishedApp | undefined {
  return lab.apps.find(app => app.preset.name === preset);
}

/** Name of a Service in the cluster, as other pods reach it. */
export const serviceHost = (name: string, namespace: string) =>
  `${name}.${namespace}.svc.cluster.local`;
