import type { SourceState } from '@homestage/backstage-plugin-lab-common';
import {
  TALOS_PARTS,
  type MachineSnapshot,
  type TalosPart,
  type TalosPartId,
  type TalosPartSnapshot,
  type TalosResource,
} from '@homestage/backstage-plugin-talos-common';
import {
  describeTalosFailure,
  type TalosFailure,
} from '@homestage/backstage-plugin-talos-node';
import type { Timers } from '@homestage/backstage-plugin-lab-node';
import { BootHistory } from './BootHistory';
import { listed } from './listed';
import { PartStore } from './PartStore';
import type { FanOut, TalosReader } from './TalosReader';
import { wait } from './wait';

/** A machine is asked this often whether it is there. */
export const PULSE_MS = 10_000;
/** A silent one sooner: with the deadline of 5 s it is live again within 10 s. */
const RETRY_FIRST_MS = 500;
const RETRY_CAP_MS = 4_000;
/** A part that failed alone, and one that this version does not have. */
const PART_RETRY_MS = 3_000;
const ABSENT_RETRY_MS = 5 * 60_000;

export interface MachineFollowerOptions {
  readonly cluster: string;
  readonly node: string;
  readonly client: TalosReader;
  /** For calls to machines that answer. */
  readonly fanOut: FanOut;
  /** For machines that do not: they keep nobody else waiting. */
  readonly probes: FanOut;
  readonly timers: Timers;
  /** `isLazy`: only ages changed. */
  readonly onChange: (options?: { isLazy?: boolean }) => void;
}

/**
 * Follows one machine, whatever the number of viewers: a pulse, and while that is
 * answered one watch for each watched part and one call or list at a time for the
 * others.
 *
 * @remarks
 *
 * A silent machine is stale with all its parts after one pulse without an answer,
 * keeps what it said last, and is asked again with growing pauses. Parts fail one
 * by one: what a version does not have is absent and costs nothing more.
 */
export class MachineFollower {
  readonly #options: MachineFollowerOptions;
  readonly #parts = new PartStore();
  readonly #boots = new BootHistory();
  readonly #stopped = new AbortController();
  readonly #after = new Map<string, () => void>();
  #client: TalosReader;
  #session: AbortController | undefined;
  #wake = new AbortController();
  #state: SourceState;

  constructor(options: MachineFollowerOptions) {
    const { cluster, node, timers } = options;
    this.#options = options;
    this.#client = options.client;
    this.#state = {
      source: `talos/${cluster}/${node}`,
      title: `Talos on ${node}`,
      cluster,
      status: 'syncing',
      since: isoAt(timers.now()),
      message: 'The first answer is on its way.',
    };
  }

  get state(): SourceState {
    return this.#state;
  }

  snapshot(): MachineSnapshot {
    const { cluster, node } = this.#options;
    const { asOf } = this.#state;
    const parts = { ...this.#parts.parts };
    for (const { id, source } of TALOS_PARTS) {
      const part = parts[id];
      // A watch says nothing while nothing changes: the pulse proves it.
      if (source.by === 'watch' && part?.status === 'live') {
        parts[id] = { ...part, asOf };
      }
    }
    const { boots } = this.#boots;
    return {
      cluster,
      node,
      state: this.#state,
      parts,
      ...(boots ? { boots } : {}),
    };
  }

  start(): void {
    this.#follow();
  }

  /** Goes on with another credential, at once. */
  renew(client: TalosReader): void {
    this.#client = client;
    this.#endSession();
    this.#wake.abort();
  }

  stop(): void {
    this.#stopped.abort();
    this.#endSession();
    this.#wake.abort();
  }

  async #follow(): Promise<void> {
    let retryMs = RETRY_FIRST_MS;
    while (!this.#stopped.signal.aborted) {
      const client = this.#client;
      const failure = await this.#pulse(client);
      if (client !== this.#client) {
        continue;
      }
      if (failure) {
        this.#fail(failure);
      } else {
        retryMs = RETRY_FIRST_MS;
        this.#openSession();
      }
      await this.#pause(failure ? retryMs : PULSE_MS);
      retryMs = failure ? Math.min(retryMs * 2, RETRY_CAP_MS) : retryMs;
    }
  }

  async #pulse(client: TalosReader): Promise<TalosFailure | undefined> {
    const { node, fanOut, probes } = this.#options;
    const place = this.#state.status === 'live' ? fanOut : probes;
    try {
      const answer = await place(() => client.call('version', node));
      if (client === this.#client) {
        this.#seen(answer);
      }
      return undefined;
    } catch (error) {
      return describeTalosFailure(error, { node });
    }
  }

  #seen(version: unknown): void {
    const { timers, onChange } = this.#options;
    const asOf = isoAt(timers.now());
    const isNew = this.#state.status !== 'live';
    const known = JSON.stringify(this.#parts.parts.version?.answer);
    this.#parts.answer('version', version, asOf);
    const { nextStep: _, ...rest } = this.#state;
    this.#state = {
      ...rest,
      status: 'live',
      since: isNew ? asOf : rest.since,
      asOf,
      message: 'It answers.',
    };
    onChange({ isLazy: !isNew && known === JSON.stringify(version) });
  }

  #fail(failure: TalosFailure): void {
    const { timers, onChange } = this.#options;
    this.#endSession();
    const wasSeen = this.#state.asOf !== undefined;
    const status =
      failure.status === 'unreachable' && wasSeen ? 'stale' : failure.status;
    const isNew =
      status !== this.#state.status || failure.message !== this.#state.message;
    if (!isNew) {
      return;
    }
    const isSame = status === this.#state.status;
    this.#parts.silence(failure.message);
    this.#state = {
      ...this.#state,
      status,
      since: isSame ? this.#state.since : isoAt(timers.now()),
      message: failure.message,
      nextStep: failure.nextStep,
    };
    onChange();
  }

  #pause(delayMs: number): Promise<void> {
    const { timers } = this.#options;
    this.#wake = new AbortController();
    if (this.#stopped.signal.aborted) {
      return Promise.resolve();
    }
    return wait(delayMs, { timers, signal: this.#wake.signal });
  }

  #openSession(): void {
    if (this.#session) {
      return;
    }
    this.#session = new AbortController();
    const { signal } = this.#session;
    for (const part of TALOS_PARTS) {
      // The pulse asks the version.
      if (part.id !== 'version') {
        this.#followPart(part, signal);
      }
    }
  }

  #endSession(): void {
    this.#session?.abort();
    this.#session = undefined;
    this.#after.clear();
  }

  async #followPart(
    part: TalosPart & { id: TalosPartId },
    signal: AbortSignal,
  ): Promise<void> {
    const { node, timers, onChange } = this.#options;
    while (!signal.aborted) {
      let pauseMs = PART_RETRY_MS;
      try {
        pauseMs =
          part.source.by === 'watch'
            ? await this.#watch(part, signal)
            : await this.#ask(part, signal);
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        const failure = describeTalosFailure(error, { node });
        const before = this.#parts.parts[part.id];
        this.#parts.fail(part.id, failure);
        this.#boots.look(this.#parts.parts, isoAt(timers.now()));
        if (this.#parts.parts[part.id]?.status !== before?.status) {
          onChange();
        }
        pauseMs = failure.status === 'absent' ? ABSENT_RETRY_MS : PART_RETRY_MS;
      }
      await this.#pausePart(part, pauseMs, { timers, signal });
    }
  }

  /** Also ends when the part that this one follows changes. */
  async #pausePart(
    part: TalosPart,
    delayMs: number,
    options: { timers: Timers; signal: AbortSignal },
  ): Promise<void> {
    const { source } = part;
    if (source.by === 'watch' || !source.after) {
      await wait(delayMs, options);
      return;
    }
    const changed = new AbortController();
    const end = () => changed.abort();
    this.#after.set(source.after, end);
    options.signal.addEventListener('abort', end, { once: true });
    await wait(delayMs, { timers: options.timers, signal: changed.signal });
    options.signal.removeEventListener('abort', end);
  }

  async #ask(
    part: TalosPart & { id: TalosPartId },
    signal: AbortSignal,
  ): Promise<number> {
    const { node, fanOut, timers, onChange } = this.#options;
    const { source } = part;
    if (source.by === 'watch') {
      throw new Error(`${part.id} is watched, and not asked`);
    }
    const client = this.#client;
    const before = this.#parts.parts[part.id];
    const said = await fanOut<unknown>(() =>
      source.by === 'list'
        ? listed(source, { client, node, signal })
        : client.call(source.rpc, node, { signal }),
    );
    if (!signal.aborted) {
      const at = isoAt(timers.now());
      if (source.by === 'list') {
        this.#parts.list(part.id, said as TalosResource[], at);
        this.#boots.look(this.#parts.parts, at);
      } else {
        this.#parts.answer(part.id, said, at);
      }
      onChange({ isLazy: saysSame(before, this.#parts.parts[part.id]) });
    }
    return source.periodMs;
  }

  async #watch(
    part: TalosPart & { id: TalosPartId },
    signal: AbortSignal,
  ): Promise<number> {
    const { node, timers, onChange } = this.#options;
    const { source } = part;
    if (source.by !== 'watch') {
      throw new Error(`${part.id} is no part that is watched`);
    }
    await this.#client.watch(
      node,
      { namespace: source.namespace, type: source.type },
      {
        signal,
        onChange: change => {
          if (!signal.aborted) {
            const at = isoAt(timers.now());
            this.#parts.change(part.id, change, at);
            this.#boots.look(this.#parts.parts, at);
            this.#after.get(part.id)?.();
            onChange();
          }
        },
      },
    );
    return PART_RETRY_MS;
  }
}

/** Whether only the age is another one. */
function saysSame(
  before: TalosPartSnapshot | undefined,
  after: TalosPartSnapshot | undefined,
): boolean {
  return (
    before?.status === 'live' &&
    JSON.stringify([before.answer, before.resources]) ===
      JSON.stringify([after?.answer, after?.resources])
  );
}

function isoAt(nowMs: number): string {
  return new Date(nowMs).toISOString();
}
