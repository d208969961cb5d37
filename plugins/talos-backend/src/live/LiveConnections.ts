import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type { Timers } from '@homestage/backstage-plugin-lab-node';
import {
  TalosconfigError,
  TalosconfigFile,
  type Talosconfig,
} from '@homestage/backstage-plugin-talos-node';
import type { TalosClusterSettings, TalosconfigSettings } from '../config';
import type { LiveClient } from './LiveClient';

export interface LiveConnectionsOptions {
  readonly clusters: readonly TalosClusterSettings[];
  /** Whether the credentials that act are read at all. */
  readonly isActing: boolean;
  readonly connect: (talosconfig: Talosconfig) => LiveClient;
  readonly timers: Timers;
  readonly logger: LoggerService;
  /** Calls back when the backend has started: credentials are read from then on. */
  readonly whenStarted: (callback: () => void) => void;
}

/** A credential as it is now: usable, or why not. */
export type Credential =
  | {
      readonly client: LiveClient;
      readonly roles: readonly string[];
      readonly fault?: undefined;
    }
  | {
      readonly client?: undefined;
      readonly roles?: undefined;
      readonly fault: string;
    };

const UNREAD = 'The talosconfig is being read.';

/**
 * The connections for what people wait for: logs, events and actions. They are not
 * those that follow the machines, so that a slow stream holds nothing else up, and
 * connect when first used. A talosconfig that is replaced renews them.
 */
export class LiveConnections {
  readonly #options: LiveConnectionsOptions;
  readonly #readers = new Map<string, Credential>();
  readonly #actors = new Map<string, Credential>();
  readonly #files: TalosconfigFile[] = [];

  private constructor(options: LiveConnectionsOptions) {
    this.#options = options;
  }

  static follow(options: LiveConnectionsOptions): LiveConnections {
    const connections = new LiveConnections(options);
    for (const settings of options.clusters) {
      connections.#followCluster(settings);
    }
    return connections;
  }

  /** The connection that reads; throws when there is none now. */
  reader(cluster: string): LiveClient {
    const { client, fault } = this.#find(this.#readers, cluster);
    if (!client) {
      throw new ServiceUnavailableError(fault);
    }
    return client;
  }

  /** The credential that acts. */
  actor(cluster: string): Credential {
    return this.#find(this.#actors, cluster);
  }

  stop(): void {
    for (const file of this.#files) {
      file.stop();
    }
    for (const { client } of [
      ...this.#readers.values(),
      ...this.#actors.values(),
    ]) {
      client?.close();
    }
  }

  #find(
    credentials: ReadonlyMap<string, Credential>,
    cluster: string,
  ): Credential {
    const found = credentials.get(cluster);
    if (!found) {
      throw new NotFoundError(`There is no Talos cluster '${cluster}'.`);
    }
    return found;
  }

  #followCluster(settings: TalosClusterSettings): void {
    const { name, fault, actions } = settings;
    const { isActing } = this.#options;
    const first = { fault: fault?.message ?? UNREAD };
    this.#readers.set(name, first);
    this.#actors.set(name, first);
    if (fault) {
      return;
    }
    const reads = [this.#readers, ...(actions ? [] : [this.#actors])];
    this.#options.whenStarted(() => {
      this.#followFile(name, settings, reads);
      if (actions && isActing) {
        this.#followFile(name, actions, [this.#actors]);
      }
    });
  }

  #followFile(
    cluster: string,
    settings: TalosconfigSettings,
    uses: ReadonlyArray<Map<string, Credential>>,
  ): void {
    const { timers, logger, connect } = this.#options;
    const file = TalosconfigFile.follow({
      path: settings.talosconfig,
      context: settings.context,
      now: () => timers.now(),
      onState: state => {
        const credential = credentialOf(state, connect);
        for (const use of uses) {
          this.#use(use, { cluster, credential });
        }
        if (credential.fault && uses[0] === this.#actors) {
          logger.warn('Nothing can be done to machines: no talosconfig', {
            cluster,
            cause: credential.fault,
          });
        }
      },
    });
    this.#files.push(file);
  }

  /** Takes the credential; the connection of the one before goes with its last use. */
  #use(
    use: Map<string, Credential>,
    next: { cluster: string; credential: Credential },
  ): void {
    const { cluster, credential } = next;
    const before = use.get(cluster);
    // A bad file takes nothing away from who reads; nobody acts with the old one.
    if (credential.fault && before?.client && use === this.#readers) {
      return;
    }
    use.set(cluster, credential);
    const used = [...this.#readers.values(), ...this.#actors.values()];
    if (before && !used.includes(before)) {
      before.client?.close();
    }
  }
}

function credentialOf(
  state: Talosconfig | TalosconfigError,
  connect: LiveConnectionsOptions['connect'],
): Credential {
  return state instanceof TalosconfigError
    ? { fault: `${state.message} ${state.nextStep}` }
    : { client: connect(state), roles: state.roles };
}
