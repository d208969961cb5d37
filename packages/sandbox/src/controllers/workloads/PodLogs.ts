import { StoredObject } from '../../kubernetes/ObjectStore';
import { ContainerLog, LogLine, LogSource } from '../../kubernetes/LogSource';
import { Clock } from '../runtime/Clock';
import { sha256 } from '../runtime/digest';
import { ContainerStatus } from './podStatus';

/** A running container writes a line this often. */
const LINE_EVERY_MS = 5_000;
/** Of a container that has run for long only these many lines are remembered, as if rotated. */
const KEPT_LINES = 500;

const START = [
  'starting',
  'configuration loaded',
  'storage opened',
  'listening, ready for requests',
];

const STEADY = [
  'health check answered in 1ms',
  'GET / 200 4ms',
  'background task finished in 38ms',
  'GET /api/status 200 2ms',
  'cache: 12 entries kept, 3 dropped',
];

const CRASH = [
  'starting',
  'configuration loaded',
  'fatal: cannot go on with this configuration',
];

const logTime = (milliseconds: number) =>
  new Date(milliseconds).toISOString().replace('Z', '000000Z');

function steadyLine(seed: string, number: number): string {
  const pick =
    parseInt(sha256(`${seed}/${number}`).slice(0, 4), 16) % STEADY.length;
  return `level=info msg="${STEADY[pick]}"`;
}

interface Run {
  seed: string;
  startedAt: number;
  /** Unset while it runs. */
  endedAt?: number;
  hasCrashed: boolean;
}

function runOf(
  pod: StoredObject,
  status: ContainerStatus,
  previous: boolean,
): Run | undefined {
  const seed = `${pod.metadata.uid}/${status.name}/${status.restartCount}`;
  const ended = previous
    ? status.lastState.terminated
    : status.state.terminated ??
      (status.state.running ? undefined : status.lastState.terminated);
  if (ended) {
    return {
      seed,
      startedAt: Date.parse(ended.startedAt),
      endedAt: Date.parse(ended.finishedAt),
      hasCrashed: ended.exitCode !== 0,
    };
  }
  const startedAt = previous ? undefined : status.state.running?.startedAt;
  return startedAt
    ? { seed, startedAt: Date.parse(startedAt), hasCrashed: false }
    : undefined;
}

/**
 * What the lab's containers say. Nothing is kept: lines follow from the
 * container's start and the time, so the same moment always has the same lines.
 * @public
 */
export class PodLogs implements LogSource {
  readonly #clock: Clock;

  constructor(options: { clock: Clock }) {
    this.#clock = options.clock;
  }

  logs(
    pod: StoredObject,
    container: string,
    options: { previous?: boolean } = {},
  ): ContainerLog | undefined {
    const statuses: ContainerStatus[] = pod.status?.containerStatuses ?? [];
    const status = statuses.find(({ name }) => name === container);
    const run = status && runOf(pod, status, options.previous ?? false);
    if (!run) return undefined;
    return {
      lines: () => this.#lines(run),
      subscribe: listener => this.#follow(run, listener),
    };
  }

  *#lines({ seed, startedAt, endedAt, hasCrashed }: Run): Generator<LogLine> {
    const first = hasCrashed ? CRASH : START;
    for (const [index, text] of first.entries()) {
      yield {
        time: logTime(startedAt + index),
        text: `level=info msg="${text}"`,
      };
    }
    const lastAt = endedAt ?? this.#clock.now();
    const count = Math.floor((lastAt - startedAt) / LINE_EVERY_MS);
    for (
      let number = Math.max(1, count - KEPT_LINES);
      number <= count;
      number += 1
    ) {
      const time = logTime(startedAt + number * LINE_EVERY_MS);
      yield { time, text: steadyLine(seed, number) };
    }
  }

  #follow(
    { seed, startedAt, endedAt }: Run,
    listener: (line: LogLine) => void,
  ): () => void {
    if (endedAt !== undefined) return () => undefined;
    let cancel: () => void = () => undefined;
    const schedule = (number: number) => {
      const at = startedAt + number * LINE_EVERY_MS;
      cancel = this.#clock.after(at - this.#clock.now(), () => {
        listener({ time: logTime(at), text: steadyLine(seed, number) });
        schedule(number + 1);
      });
    };
    schedule(Math.floor((this.#clock.now() - startedAt) / LINE_EVERY_MS) + 1);
    return () => cancel();
  }
}
