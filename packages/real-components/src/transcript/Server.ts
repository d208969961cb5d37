import type { KubernetesConnection } from '../kubernetes/KubernetesConnection';
import { waitFor } from '../process/waitFor';
import { normalize } from './normalize';
import type {
  AnyStep,
  Asker,
  DeedStep,
  Memory,
  Outcome,
  Step,
  WatchStep,
} from './Step';

/** Headers that clients act on. */
const HEADERS = ['content-type', 'warning', 'retry-after', 'www-authenticate'];

/** A server that a transcript is played to. */
export interface Server {
  as(asker: Asker): KubernetesConnection;
  /** Makes it forget its past; it answers again when this is done. */
  expire(): Promise<void>;
}

/** Plays the steps to a server, in their order, and gives what it said. */
export async function play(
  server: Server,
  steps: readonly AnyStep[],
): Promise<Outcome[]> {
  const memory: Memory = {};
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    try {
      outcomes.push(await playStep(server, step, memory));
    } catch (error) {
      throw new Error(`The transcript stopped at '${step.name}'`, {
        cause: error,
      });
    }
  }
  return outcomes;
}

function playStep(
  server: Server,
  step: AnyStep,
  memory: Memory,
): Promise<Outcome> {
  if ('deed' in step) {
    return playDeed(server, step);
  }
  return 'watch' in step
    ? playWatch(server, step, memory)
    : playRequest(server, step, memory);
}

async function playDeed(server: Server, step: DeedStep): Promise<Outcome> {
  await server.expire();
  return { step: step.name, body: undefined };
}

async function playRequest(
  server: Server,
  step: Step,
  memory: Memory,
): Promise<Outcome> {
  const { name, path, body, as = 'admin', until, remember, show } = step;
  const ask = () =>
    server.as(as).call(inMemory(path, memory), {
      ...step,
      body: inMemory(body, memory),
    });
  const answer = until
    ? await waitFor(`'${name}'`, async () => {
        const one = await ask();
        return until(one) && one;
      })
    : await ask();
  const json = parse(answer.text);
  Object.assign(memory, remember?.(json));
  const headers = Object.fromEntries(
    HEADERS.flatMap(header => {
      const value = answer.headers[header];
      return value === undefined ? [] : [[header, String(value)]];
    }),
  );
  return {
    step: name,
    code: answer.code,
    headers,
    body: normalize(show ? show(json) : json),
  };
}

async function playWatch(
  server: Server,
  step: WatchStep,
  memory: Memory,
): Promise<Outcome> {
  const { name, as = 'admin', during = [], show = event => event } = step;
  const watch = await server
    .as(as)
    .watch(inMemory(step.watch, memory), { accept: step.accept });
  try {
    for (const request of during) {
      await playRequest(server, request, memory);
    }
    await waitFor(
      `${step.events} events in '${name}'; there are ${watch.events.length}`,
      () => watch.isOver() || watch.events.length >= step.events,
    );
  } finally {
    watch.close();
  }
  return {
    step: name,
    body: normalize(watch.events.slice(0, step.events).map(show)),
  };
}

function inMemory<T>(value: T | ((memory: Memory) => T), memory: Memory): T {
  return typeof value === 'function'
    ? (value as (memory: Memory) => T)(memory)
    : value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Some answers are plain text, and are compared as such.
    return text;
  }
}
