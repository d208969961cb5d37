import type { ResolvedCluster } from '../model/ResolvedLab';
import type { WishedApp } from './mergeWish';

/** What an app can see of the lab it runs in. */
export interface LabOfApps {
  cluster: ResolvedCluster;
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
