import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { ClusterSettings, ReachableSettings } from './ClusterSettings';
import { readClusters } from './readClusters';

type DirectSettings = Extract<ReachableSettings, { type: 'direct' }>;

/** The clusters as the configuration names them now. */
export class CurrentSettings {
  readonly #config: RootConfigService;
  #clusters: ClusterSettings[];

  constructor(config: RootConfigService) {
    this.#config = config;
    this.#clusters = readClusters(config);
  }

  all(): readonly ClusterSettings[] {
    return this.#clusters;
  }

  read(): void {
    this.#clusters = readClusters(this.#config);
  }

  /** The newest settings of a cluster, as long as they are of the type it began with. */
  direct(began: DirectSettings & { name: string }): DirectSettings {
    const now = this.#clusters.find(({ name }) => name === began.name);
    return now?.type === 'direct' ? now : began;
  }
}
