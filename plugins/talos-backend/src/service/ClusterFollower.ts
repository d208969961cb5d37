import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SourceState } from '@homestage/backstage-plugin-lab-common';
import type {
  CertificateFacts,
  TalosClusterSnapshot,
} from '@homestage/backstage-plugin-talos-common';
import {
  createFanOut,
  TalosconfigError,
  type Talosconfig,
} from '@homestage/backstage-plugin-talos-node';
import type { Timers } from '@homestage/backstage-plugin-lab-node';
import type { TalosClusterSettings } from '../config';
import { discoverNodes } from './discoverNodes';
import { MachineFollower } from './MachineFollower';
import type { TalosReader } from './TalosReader';
import { wait } from './wait';

/** Calls that run at once, to machines that answer and to those that do not. */
const FAN_OUT = 8;
/** Machines may join at any time where the talosconfig names none. */
const DISCOVER_MS = 60_000;
const DISCOVER_RETRY_MS = 5_000;

export interface ClusterFollowerOptions {
  readonly settings: TalosClusterSettings;
  readonly connect: (
    talosconfig: Talosconfig,
    options: { onServing: (certificate: CertificateFacts) => void },
  ) => TalosReader;
  readonly timers: Timers;
  readonly logger: LoggerService;
  readonly onChange: (options?: { isLazy?: boolean }) => void;
}

/**
 * Follows the machines of one cluster with the talosconfig it is given. Another
 * talosconfig replaces the connections; what is known of the machines stays.
 */
export class ClusterFollower {
  readonly #options: ClusterFollowerOptions;
  readonly #fanOut = createFanOut(FAN_OUT);
  readonly #probes = createFanOut(FAN_OUT);
  readonly #machines = new Map<string, MachineFollower>();
  readonly #serving = new Map<string, CertificateFacts>();
  #talosconfig: Talosconfig | undefined;
  #client: TalosReader | undefined;
  #discovery: AbortController | undefined;
  /** Of the talosconfig; the machines' own states tell the rest. */
  #state: SourceState;

  constructor(options: ClusterFollowerOptions) {
    this.#options = options;
    const { name, fault } = options.settings;
    this.#state = {
      source: `talos/${name}`,
      title: `Talos on ${name}`,
      cluster: name,
      status: fault ? 'misconfigured' : 'syncing',
      since: this.#iso(),
      message: fault?.message ?? 'The talosconfig is being read.',
      nextStep: fault?.nextStep,
    };
  }

  get name(): string {
    return this.#options.settings.name;
  }

  /** Takes what the file holds now. */
  use(state: Talosconfig | TalosconfigError): void {
    const { logger, onChange } = this.#options;
    const before = this.#client;
    this.#discovery?.abort();
    if (state instanceof TalosconfigError) {
      logger.warn('Talos is not read: the talosconfig can not be used', {
        cluster: this.name,
        cause: state.message,
        nextStep: state.nextStep,
      });
      this.#state = {
        ...this.#state,
        status: 'misconfigured',
        since: this.#iso(),
        message: state.message,
        nextStep: state.nextStep,
      };
      onChange();
      // A bad file takes nothing away: the connections of the good one go on.
      return;
    }
    this.#talosconfig = state;
    this.#serving.clear();
    this.#client = this.#options.connect(state, {
      onServing: certificate => {
        this.#serving.set(certificate.name, certificate);
        onChange({ isLazy: true });
      },
    });
    this.#state = {
      ...this.#state,
      status: 'syncing',
      since: this.#iso(),
      message: 'The first answer is on its way.',
      nextStep: undefined,
    };
    logger.info('Talos is read with this talosconfig', {
      cluster: this.name,
      context: state.context,
      roles: state.roles.join(','),
      endpoints: state.endpoints.length,
    });
    for (const machine of this.#machines.values()) {
      machine.renew(this.#client);
    }
    before?.close();
    this.#discovery = new AbortController();
    this.#follow(state, this.#client, this.#discovery.signal);
    onChange();
  }

  snapshot(): Omit<TalosClusterSnapshot, 'declared'> {
    return {
      name: this.name,
      state: this.#summary(),
      machines: [...this.#machines.values()].map(machine => machine.snapshot()),
      certificates: [
        ...(this.#talosconfig?.certificates ?? []),
        ...this.#serving.values(),
      ],
      endpoints: this.#talosconfig?.endpoints ?? [],
    };
  }

  stop(): void {
    this.#discovery?.abort();
    for (const machine of this.#machines.values()) {
      machine.stop();
    }
    this.#client?.close();
  }

  /** Live as soon as one machine is; otherwise as the first of them is. */
  #summary(): SourceState {
    if (this.#state.status === 'misconfigured') {
      return this.#state;
    }
    const states = [...this.#machines.values()].map(({ state }) => state);
    const asOf = states
      .flatMap(state => state.asOf ?? [])
      .sort()
      .at(-1);
    if (states.some(({ status }) => status === 'live')) {
      return { ...this.#state, status: 'live', asOf, message: 'It answers.' };
    }
    const failed = states.find(({ status }) => status !== 'syncing');
    return failed
      ? {
          ...failed,
          source: this.#state.source,
          title: this.#state.title,
          asOf,
        }
      : this.#state;
  }

  async #follow(
    talosconfig: Talosconfig,
    client: TalosReader,
    signal: AbortSignal,
  ): Promise<void> {
    if (talosconfig.nodes.length > 0) {
      this.#ask(talosconfig.nodes, client);
      // What is not in this talosconfig any more is not asked any more.
      for (const [node, machine] of this.#machines) {
        if (!talosconfig.nodes.includes(node)) {
          machine.stop();
          this.#machines.delete(node);
        }
      }
      return;
    }
    while (!signal.aborted) {
      const found = await discoverNodes(client);
      if (signal.aborted) {
        return;
      }
      if ('failure' in found) {
        this.#state = {
          ...this.#state,
          status: found.failure.status,
          message: `Which machines there are can not be asked: ${found.failure.message}`,
          nextStep: found.failure.nextStep,
        };
        this.#options.onChange();
      } else {
        this.#ask(found.nodes, client);
      }
      await wait('failure' in found ? DISCOVER_RETRY_MS : DISCOVER_MS, {
        timers: this.#options.timers,
        signal,
      });
    }
  }

  #ask(nodes: readonly string[], client: TalosReader): void {
    const { timers, onChange } = this.#options;
    for (const node of nodes) {
      if (!this.#machines.has(node)) {
        const machine = new MachineFollower({
          cluster: this.name,
          node,
          client,
          fanOut: this.#fanOut,
          probes: this.#probes,
          timers,
          onChange,
        });
        this.#machines.set(node, machine);
        machine.start();
      }
    }
  }

  #iso(): string {
    return new Date(this.#options.timers.now()).toISOString();
  }
}
