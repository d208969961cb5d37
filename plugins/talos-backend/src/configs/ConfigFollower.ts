import { createHash } from 'crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SourceState } from '@homestage/backstage-plugin-lab-common';
import type { Timers } from '@homestage/backstage-plugin-lab-node';
import type {
  CertificateFacts,
  ConfigsSnapshot,
  MachineConfigSnapshot,
  TalosResource,
} from '@homestage/backstage-plugin-talos-common';
import {
  createFanOut,
  describeTalosFailure,
  TalosconfigError,
  type Talosconfig,
} from '@homestage/backstage-plugin-talos-node';
import type { TalosReader } from '../service/TalosReader';
import { wait } from '../service/wait';
import { readConfigDocuments } from './readConfigDocuments';

/** Configs change when people apply one, which is rare. */
export const CONFIG_PERIOD_MS = 30_000;
/** Until the machines are known. */
const FIRST_MS = 1_000;
const FAN_OUT = 8;

const CONFIGS = {
  namespace: 'config',
  type: 'MachineConfigs.config.talos.dev',
} as const;
/** The config that runs, and the one on disk; they differ while one is staged. */
const RUNNING = 'v1alpha1';
const SAVED = 'persistent';

/** Only it may read configs; source: MachineConfig is Sensitive in siderolabs/talos. */
const ROLE = 'os:admin';

const isSameText = (a: TalosResource, b: TalosResource) =>
  JSON.stringify(a.spec) === JSON.stringify(b.spec);

export interface ConfigFollowerOptions {
  readonly cluster: string;
  readonly connect: (
    talosconfig: Talosconfig,
  ) => Pick<TalosReader, 'list' | 'close'>;
  /** Machines that answer; the others are not asked. */
  readonly nodes: () => readonly string[];
  readonly timers: Timers;
  readonly logger: LoggerService;
  readonly onChange: () => void;
}

/**
 * Reads the configs of a cluster's machines with an administrator's credential, for
 * nothing but their comparison with Git. Secrets are taken out at once.
 *
 * @remarks
 *
 * One list per machine and half minute, however many people look. A machine that can
 * not be read keeps what it had, as stale.
 */
export class ConfigFollower {
  readonly #options: ConfigFollowerOptions;
  readonly #fanOut = createFanOut(FAN_OUT);
  readonly #machines = new Map<string, MachineConfigSnapshot>();
  readonly #digests = new Map<string, string>();
  #certificates: readonly CertificateFacts[] = [];
  #client: ReturnType<ConfigFollowerOptions['connect']> | undefined;
  #round: AbortController | undefined;
  #state: SourceState;

  constructor(options: ConfigFollowerOptions) {
    this.#options = options;
    this.#state = {
      source: `talos/${options.cluster}/configs`,
      title: `Machine configs on ${options.cluster}`,
      cluster: options.cluster,
      status: 'syncing',
      since: this.#iso(),
      message: 'The administrator’s talosconfig is being read.',
    };
  }

  /** Of the administrator's own credential. */
  get certificates(): readonly CertificateFacts[] {
    return this.#certificates;
  }

  snapshot(): ConfigsSnapshot {
    return { state: this.#state, machines: new Map(this.#machines) };
  }

  /** Takes what the file holds now. */
  use(state: Talosconfig | TalosconfigError): void {
    const fault = faultOf(state);
    if (fault || state instanceof TalosconfigError) {
      this.#options.logger.warn('Machine configs are not read', {
        cluster: this.#options.cluster,
        cause: fault?.message,
        nextStep: fault?.nextStep,
      });
      this.#setState({ status: 'misconfigured', ...fault });
      return;
    }
    this.#end();
    this.#certificates = state.certificates
      .filter(({ kind }) => kind === 'client')
      .map(each => ({ ...each, name: `${each.name} (administrator)` }));
    this.#setState({
      status: 'syncing',
      message: 'The first answer is on its way.',
      nextStep: undefined,
    });
    const client = this.#options.connect(state);
    this.#client = client;
    this.#round = new AbortController();
    this.#follow(client, this.#round.signal);
  }

  stop(): void {
    this.#end();
  }

  #end(): void {
    this.#round?.abort();
    this.#client?.close();
  }

  async #follow(
    client: Pick<TalosReader, 'list'>,
    signal: AbortSignal,
  ): Promise<void> {
    const { nodes, timers } = this.#options;
    while (!signal.aborted) {
      const asked = nodes();
      await Promise.all(
        asked.map(node =>
          this.#fanOut(() => this.#read(node, { client, signal })),
        ),
      );
      this.#forget(asked);
      await wait(asked.length ? CONFIG_PERIOD_MS : FIRST_MS, {
        timers,
        signal,
      });
    }
  }

  async #read(
    node: string,
    options: { client: Pick<TalosReader, 'list'>; signal: AbortSignal },
  ): Promise<void> {
    const { client, signal } = options;
    if (signal.aborted) {
      return;
    }
    try {
      const found = await client.list(node, CONFIGS, { signal });
      if (!signal.aborted) {
        this.#seen(node, found);
      }
    } catch (error) {
      if (!signal.aborted) {
        const { status, message } = describeTalosFailure(error, { node });
        const before = this.#machines.get(node);
        this.#put(node, {
          ...before,
          status: before?.asOf && status === 'unreachable' ? 'stale' : status,
          message,
        });
      }
    }
  }

  #seen(node: string, found: readonly TalosResource[]): void {
    const running = found.find(({ id }) => id === RUNNING);
    const saved = found.find(({ id }) => id === SAVED);
    const digest = digestOf([running, saved]);
    const before = this.#machines.get(node);
    const asOf = this.#iso();
    this.#setLive(asOf);
    if (before?.status === 'live' && this.#digests.get(node) === digest) {
      this.#machines.set(node, { ...before, asOf });
      return;
    }
    this.#digests.set(node, digest);
    this.#put(node, {
      status: running ? 'live' : 'absent',
      asOf,
      ...(running
        ? {
            documents: readConfigDocuments(running),
            isStaged: saved !== undefined && !isSameText(running, saved),
          }
        : { message: 'It has no config.' }),
    });
  }

  /** A machine that fell silent keeps its documents, and they are not current. */
  #forget(asked: readonly string[]): void {
    for (const [node, config] of this.#machines) {
      if (!asked.includes(node) && config.status === 'live') {
        this.#put(node, {
          ...config,
          status: 'stale',
          message: 'The machine does not answer.',
        });
      }
    }
  }

  #put(node: string, config: MachineConfigSnapshot): void {
    this.#machines.set(node, Object.freeze(config));
    this.#options.onChange();
  }

  #setLive(asOf: string): void {
    const isNew = this.#state.status !== 'live';
    const { nextStep: _, ...rest } = this.#state;
    this.#state = {
      ...rest,
      status: 'live',
      since: isNew ? asOf : rest.since,
      asOf,
      message: 'They are read.',
    };
  }

  #setState(change: Partial<SourceState>): void {
    this.#state = { ...this.#state, since: this.#iso(), ...change };
    this.#options.onChange();
  }

  #iso(): string {
    return new Date(this.#options.timers.now()).toISOString();
  }
}

function faultOf(
  state: Talosconfig | TalosconfigError,
): { message: string; nextStep?: string } | undefined {
  if (state instanceof TalosconfigError) {
    return { message: state.message, nextStep: state.nextStep };
  }
  return state.roles.includes(ROLE)
    ? undefined
    : {
        message: `The administrator’s talosconfig has the role ${
          state.roles.join(', ') || 'of nobody'
        }, and only ${ROLE} may read machine configs.`,
        nextStep:
          'Put an administrator’s talosconfig at administrator.talosconfig, or take that setting away.',
      };
}

/** So that a config which did not change is not read again. */
function digestOf(resources: ReadonlyArray<TalosResource | undefined>): string {
  const text = JSON.stringify(resources.map(resource => resource?.spec));
  return createHash('sha256').update(text).digest('hex');
}
