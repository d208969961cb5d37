import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { HttpKubeApi } from '../api/HttpKubeApi';
import type { ClusterAccess } from '../clusters/ClusterAccess';
import type { ClusterSettings } from '../clusters/ClusterSettings';
import { DirectAccess } from '../clusters/DirectAccess';
import { KubeconfigAccess } from '../clusters/KubeconfigAccess';
import { CurrentSettings } from '../clusters/CurrentSettings';
import type { ClusterStore } from '../types/ClusterStore';
import { SYSTEM_CLOCK } from './Clock';
import type { Clock } from './Clock';
import type { ClusterReader, CreateKindStore } from './ClusterReader';
import { DefaultClusterStore } from './DefaultClusterStore';
import { LiveCluster } from './LiveCluster';
import { MisconfiguredCluster } from './MisconfiguredCluster';
import { DEFAULT_TIMINGS } from './timings';
import type { ClusterStoreTimings } from './timings';

/**
 * Options of {@link createClusterStore}.
 *
 * @public
 */
export interface ClusterStoreOptions {
  /** Holds `kubernetes.clusterLocatorMethods` and, where wanted, `homestage.clusters`. */
  readonly config: RootConfigService;
  readonly logger: LoggerService;
  /** The machine's clock and chance when unset. */
  readonly clock?: Clock;
  /** What is unset is as in production. */
  readonly timings?: Partial<ClusterStoreTimings>;
  /**
   * Resolves when clusters may be read, so that what a backend does to start does
   * not wait for what can come after; at once when unset.
   */
  readonly started?: Promise<void>;
}

/**
 * A cluster store with the power to end it, which whoever made it holds.
 *
 * @public
 */
export interface StoppableClusterStore extends ClusterStore {
  /** Ends every request; snapshots stay what they were. Cannot be undone. */
  stop(): void;
}

/**
 * Makes a cluster store of its own, outside of Backstage's service system: for
 * tests and tools. Plugins use `clusterStoreServiceRef`. Nothing is asked of a
 * cluster before somebody asks for a kind.
 *
 * @public
 */
export function createClusterStore(
  options: ClusterStoreOptions,
): StoppableClusterStore {
  const {
    clock = SYSTEM_CLOCK,
    config,
    logger,
    started = Promise.resolve(),
  } = options;
  const timings = { ...DEFAULT_TIMINGS, ...options.timings };
  const settings = new CurrentSettings(config);
  const store = DefaultClusterStore.create({
    logger,
    clock,
    timings,
    freezes: process.env.NODE_ENV === 'test',
    createClusters: createStore =>
      settings.all().map(cluster =>
        createCluster(cluster, {
          settings,
          createStore,
          clock,
          timings,
          started,
          logger,
        }),
      ),
  });
  config.subscribe?.(() => {
    try {
      settings.read();
      store.reload();
    } catch (error) {
      logger.warn(
        'The changed configuration of the clusters cannot be read; the earlier one stays in use',
        error instanceof Error ? error : { error: String(error) },
      );
    }
  });
  return store;
}

interface CreateClusterOptions {
  readonly settings: CurrentSettings;
  readonly createStore: CreateKindStore;
  readonly clock: Clock;
  readonly timings: ClusterStoreTimings;
  readonly started: Promise<void>;
  readonly logger: LoggerService;
}

function createCluster(
  cluster: ClusterSettings,
  options: CreateClusterOptions,
): ClusterReader {
  const { settings, createStore, clock, timings, started, logger } = options;
  if (cluster.type === 'misconfigured') {
    logger.warn(`Cluster ${cluster.name} is not read: ${cluster.message}`);
    return new MisconfiguredCluster(cluster, { createStore, now: clock.now() });
  }
  const access: ClusterAccess =
    cluster.type === 'kubeconfig'
      ? KubeconfigAccess.create(cluster)
      : DirectAccess.create({
          settings: () => settings.direct(cluster),
          now: clock.now,
        });
  return new LiveCluster({
    info: { name: cluster.name, title: cluster.title },
    api: HttpKubeApi.create(access, timings),
    createStore,
    clock,
    timings,
    started,
    logger: logger.child({ cluster: cluster.name }),
  });
}
