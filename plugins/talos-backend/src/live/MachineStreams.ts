import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import {
  isContainerLog,
  parseLogLine,
  readContainers,
  readEvent,
  TALOS_READ_FEATURES,
  type Container,
  type LogChunk,
  type MachineEvent,
  type MachineRef,
  type TalosFeature,
} from '@homestage/backstage-plugin-talos-common';
import type { Timers } from '@homestage/backstage-plugin-lab-node';
import { tellTalosFailure } from '@homestage/backstage-plugin-talos-node';
import type { TalosService } from '../service/TalosService';
import { restrictTo, type FeatureCalls } from './LiveClient';
import type { LiveConnections } from './LiveConnections';
import { splitLines } from './splitLines';

/** Streams that are open at once, of all people: each holds one on a machine too. */
const MAX_OPEN = 32;

/** Where Talos keeps its services, and where Kubernetes its pods. */
const OF_TALOS = { namespace: 'system', driver: 0 };
const OF_PODS = { namespace: 'k8s.io', driver: 1 };

/** Which log, and how much of it. */
export interface LogRequest extends MachineRef {
  readonly source: string;
  readonly tail: number;
  readonly follow: boolean;
}

/**
 * Logs and events, asked of a machine while somebody reads them. A machine that is
 * known to be silent is not asked: the reader is told at once.
 */
export class MachineStreams {
  readonly #service: TalosService;
  readonly #connections: LiveConnections;
  readonly #timers: Timers;
  #open = 0;

  constructor(options: {
    service: TalosService;
    connections: LiveConnections;
    timers: Timers;
  }) {
    this.#service = options.service;
    this.#connections = options.connections;
    this.#timers = options.timers;
  }

  /** The address of the machine; throws when it can not be asked now. */
  reach(ref: MachineRef): { node: string } {
    const { row } = this.#service.machine(ref).body().machine;
    if (row.status === 'Unreachable') {
      throw new ServiceUnavailableError(
        `${
          row.message ?? `${row.name} does not answer.`
        } It is asked again all the time; try again when it is back.`,
      );
    }
    if (this.#open >= MAX_OPEN) {
      throw new NotAllowedError(
        `${MAX_OPEN} logs are being read already, which is the most at once. Close one, then try again.`,
      );
    }
    this.#connections.reader(ref.cluster);
    return { node: row.node };
  }

  /** The containers of pods on a machine; rejects with a sentence. */
  async containers(ref: MachineRef, signal: AbortSignal): Promise<Container[]> {
    const { node } = this.reach(ref);
    const feature = TALOS_READ_FEATURES.logs;
    const calls = restrictTo(feature, this.#connections.reader(ref.cluster));
    try {
      const answer = await calls.call('containers', node, {
        request: OF_PODS,
        signal,
      });
      return readContainers(answer);
    } catch (error) {
      throw new ServiceUnavailableError(
        tellTalosFailure(error, { node, feature }),
        error,
      );
    }
  }

  /** Lines of a log; rejects with a sentence. */
  logs(request: LogRequest, signal: AbortSignal): AsyncGenerator<LogChunk> {
    const { source } = request;
    const { node } = this.reach(request);
    const now = () => this.#timers.now();
    const read = (calls: FeatureCalls) =>
      calls.stream('logs', node, {
        request: {
          ...(isContainerLog(source) ? OF_PODS : OF_TALOS),
          id: source,
          follow: request.follow,
          tailLines: request.tail,
        },
        signal,
      });
    return this.#tell(
      { ref: { ...request, node }, feature: TALOS_READ_FEATURES.logs },
      async function* chunks(calls) {
        for await (const lines of splitLines(read(calls))) {
          yield {
            lines: lines.map(line =>
              parseLogLine(source, line, { now: now() }),
            ),
          };
        }
      },
    );
  }

  /** Events of before, then those from now on; rejects with a sentence. */
  events(
    request: MachineRef & { tail: number },
    signal: AbortSignal,
  ): AsyncGenerator<{ event: MachineEvent }> {
    const { node } = this.reach(request);
    return this.#tell(
      { ref: { ...request, node }, feature: TALOS_READ_FEATURES.events },
      async function* rows(calls) {
        const messages = calls.stream('events', node, {
          request: { tailEvents: request.tail },
          signal,
        });
        for await (const message of messages) {
          const event = readEvent(message);
          if (event) {
            yield { event };
          }
        }
      },
    );
  }

  async *#tell<T>(
    asked: { ref: MachineRef; feature: TalosFeature },
    read: (calls: FeatureCalls) => AsyncGenerator<T>,
  ): AsyncGenerator<T> {
    const { ref, feature } = asked;
    const client = this.#connections.reader(ref.cluster);
    this.#open += 1;
    try {
      yield* read(restrictTo(feature, client));
    } catch (error) {
      throw new ServiceUnavailableError(
        tellTalosFailure(error, { node: ref.node, feature }),
        error,
      );
    } finally {
      this.#open -= 1;
    }
  }
}
