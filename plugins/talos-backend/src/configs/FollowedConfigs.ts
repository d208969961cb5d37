import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Timers } from '@homestage/backstage-plugin-lab-node';
import type { TalosClusterSnapshot } from '@homestage/backstage-plugin-talos-common';
import { TalosconfigFile } from '@homestage/backstage-plugin-talos-node';
import type { TalosClusterSettings } from '../config';
import type {
  ClusterFollower,
  ClusterFollowerOptions,
} from '../service/ClusterFollower';
import { ConfigFollower } from './ConfigFollower';

export interface FollowConfigsOptions {
  readonly followers: readonly ClusterFollower[];
  readonly clusters: readonly TalosClusterSettings[];
  readonly connect: ClusterFollowerOptions['connect'];
  readonly timers: Timers;
  readonly logger: LoggerService;
  readonly onChange: () => void;
}

/**
 * The machine configs of all clusters that an administrator's credential is there
 * for; none before `follow` was called.
 */
export class FollowedConfigs {
  readonly #configs = new Map<string, ConfigFollower>();
  readonly #files: TalosconfigFile[] = [];

  /** Follows the credentials of the settings. */
  follow(options: FollowConfigsOptions): void {
    const { followers, clusters, timers, logger, onChange } = options;
    for (const { name, administrator, fault } of clusters) {
      const cluster = followers.find(follower => follower.name === name);
      if (!administrator || fault || !cluster) {
        continue;
      }
      const configs = new ConfigFollower({
        cluster: name,
        connect: talosconfig =>
          options.connect(talosconfig, { onServing: () => {} }),
        nodes: () => liveNodes(cluster),
        timers,
        logger,
        onChange,
      });
      this.#configs.set(name, configs);
      this.#files.push(
        TalosconfigFile.follow({
          path: administrator.talosconfig,
          context: administrator.context,
          now: () => timers.now(),
          onState: state => configs.use(state),
        }),
      );
    }
  }

  /** Adds what is known of the configs to what is known of a cluster. */
  addTo<T extends Pick<TalosClusterSnapshot, 'name' | 'certificates'>>(
    snapshot: T,
  ): T & Pick<TalosClusterSnapshot, 'configs'> {
    const configs = this.#configs.get(snapshot.name);
    return configs
      ? {
          ...snapshot,
          certificates: [...snapshot.certificates, ...configs.certificates],
          configs: configs.snapshot(),
        }
      : snapshot;
  }

  stop(): void {
    this.#files.forEach(file => file.stop());
    this.#configs.forEach(configs => configs.stop());
  }
}

function liveNodes(cluster: ClusterFollower): string[] {
  return cluster
    .snapshot()
    .machines.filter(({ state }) => state.status === 'live')
    .map(({ node }) => node);
}
