import { StoredObject } from '../../kubernetes/ObjectStore';
import { ContainerLog, LogLine, LogSource } from '../../kubernetes/LogSource';
import { Clock } from '../runtime/Clock';
import { ControllerLogs } from '../runtime/ControllerLogs';
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

/** In this namespace the controllers of Flux run, whose pods are called by their name. */
const FLUX_NAMESPACE = 'flux-system';

/**
 * What the lab's containers say. The controllers of Flux say what they do. Of all others
 * nothing is kept: lines follow from the container's start and the time, so the same
 * moment always has the same lines.
 * @public
 */
export class PodLogs implements LogSource {
  readonly #clock: Clock;
  readonly #controllers: ControllerLogs | undefined;

  constructor(options: { clock: Clock; controllers?: ControllerLogs }) {
    this.#clock = options.clock;
    this.#controllers = options.controllers;
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
    const controller = this.#controllerOf(pod);
    if (controller && !run.hasCrashed)
      return logOfRun(controller, { pod, status, run });
    return {
      lines: () => this.#lines(run),
      subscribe: listener => this.#follow(run, listener),
    };
  }

  #controllerOf({ metadata }: StoredObject): ContainerLog | undefined {
    return metadata.namespace === FLUX_NAMESPACE
      ? this.#controllers?.of(metadata.labels?.app ?? '')
      : undefined;
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

/**
 * Of a controller's log what one run of its container has written. A controller of the lab
 * works as soon as its pod is made, before its container has started for the first time.
 */
function logOfRun(
  log: ContainerLog,
  {
    pod,
    status,
    run,
  }: { pod: StoredObject; status: ContainerStatus; run: Run },
): ContainerLog {
  const isFirst = status.restartCount === 0;
  const from = isFirst
    ? Date.parse(pod.metadata.creationTimestamp ?? '')
    : run.startedAt;
  const isOfRun = ({ time }: LogLine) => {
    const at = Date.parse(time);
    return at >= from && at <= (run.endedAt ?? Infinity);
  };
  return {
    lines: () => [...log.lines()].filter(isOfRun),
    subscribe: listener =>
      run.endedAt === undefined ? log.subscribe(listener) : () => undefined,
  };
}
