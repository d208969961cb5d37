import type { KubeConfig } from '@kubernetes/client-node';
import { KubeApiError } from '../api/KubeApiError';
import type { ClusterAccess, Connection } from './ClusterAccess';
import type { ReachableSettings } from './ClusterSettings';

type KubeconfigSettings = Extract<ReachableSettings, { type: 'kubeconfig' }>;

type KubernetesClient = Pick<
  typeof import('@kubernetes/client-node'),
  'KubeConfig'
>;

/** Options of {@link KubeconfigAccess}. */
export interface KubeconfigAccessOptions {
  /**
   * Brings the Kubernetes client, which takes a second and 60 MB and which most
   * portals never need; from the package when unset.
   */
  readonly loadClient?: () => Promise<KubernetesClient>;
}

/** The part of Node's request options that a KubeConfig fills in. */
interface AppliedOptions {
  headers?: Record<string, string>;
  ca?: string | Buffer;
  cert?: string | Buffer;
  key?: string | Buffer;
  rejectUnauthorized?: boolean;
  servername?: string;
}

/**
 * Reaches a cluster by a kubeconfig that the configuration names: client
 * certificates, tokens, and the login programs it may call.
 */
export class KubeconfigAccess implements ClusterAccess {
  readonly #settings: KubeconfigSettings;
  readonly #loadClient: () => Promise<KubernetesClient>;
  #loaded: Promise<KubeConfig> | undefined;

  private constructor(
    settings: KubeconfigSettings,
    options: KubeconfigAccessOptions,
  ) {
    this.#settings = settings;
    this.#loadClient =
      options.loadClient ?? (() => import('@kubernetes/client-node'));
  }

  static create(
    settings: KubeconfigSettings,
    options: KubeconfigAccessOptions = {},
  ): KubeconfigAccess {
    return new KubeconfigAccess(settings, options);
  }

  async connect(): Promise<Connection> {
    const { file } = this.#settings;
    try {
      this.#loaded ??= this.#load();
      const kubeconfig = await this.#loaded;
      const applied: AppliedOptions = { headers: {} };
      await kubeconfig.applyToHTTPSOptions(applied);
      const cluster = kubeconfig.getCurrentCluster();
      return {
        url: cluster?.server ?? '',
        headers: lowerCased(applied.headers ?? {}),
        tls: {
          ca: applied.ca?.toString(),
          cert: applied.cert?.toString(),
          key: applied.key?.toString(),
          rejectUnauthorized: !cluster?.skipTLSVerify,
          servername: cluster?.tlsServerName,
        },
      };
    } catch (error) {
      this.#loaded = undefined;
      throw new KubeApiError(`The kubeconfig ${file} cannot be used`, {
        code: 'credentialMissing',
        cause: error,
      });
    }
  }

  reload(): void {
    this.#loaded = undefined;
  }

  async #load(): Promise<KubeConfig> {
    const { KubeConfig: Kubeconfig } = await this.#loadClient();
    const kubeconfig = new Kubeconfig();
    kubeconfig.loadFromFile(this.#settings.file);
    if (this.#settings.context) {
      kubeconfig.setCurrentContext(this.#settings.context);
    }
    if (!kubeconfig.getCurrentCluster()) {
      throw new Error('its context names no cluster');
    }
    return kubeconfig;
  }
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
