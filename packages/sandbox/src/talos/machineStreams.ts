import {
  status,
  type ServerWritableStream,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { PODS_NAMESPACE } from './containers';
import { etcdSnapshot } from './etcdSnapshot';
import { KERNEL, LINE_EVERY_MS, logLines } from './logLines';
import type { MachineEvent } from './MachineJournal';
import { requireEtcd } from './machineHandlers';
import { reach, rolesOf, routeCall, TalosError } from './routeCall';
import { servicesOf } from './services';
import type { TalosLab } from './TalosLab';
import type { TalosMachine } from './TalosMachine';

interface Options {
  readonly lab: TalosLab;
  readonly self: TalosMachine;
  readonly now: () => number;
}

type Call = ServerWritableStream<Record<string, any>, object>;

/** What one machine says on a stream; ends when the machine has said all. */
type Streamer = (
  machine: TalosMachine,
  stream: {
    request: Record<string, any>;
    write: (message: object) => void;
    signal: AbortSignal;
  },
  options: Options,
) => Promise<void>;

/** Lines before the first one that are kept, as the buffer of Talos keeps some. */
const KEPT_LINES = 500;
const CHUNK_BYTES = 32 * 1024;

const STREAMERS: Readonly<Record<string, Streamer>> = {
  async Logs(machine, { request, ...stream }, options) {
    const { id, namespace } = request;
    if (namespace === PODS_NAMESPACE) {
      requireContainer(machine, { id, lab: options.lab });
    }
    const known = servicesOf(machine, options.lab.conditionOf(machine));
    if (
      namespace !== PODS_NAMESPACE &&
      id !== KERNEL &&
      !known.some(service => service.id === id)
    ) {
      throw new TalosError(status.UNKNOWN, `log "${id}" was not registered`);
    }
    const lines = request.tailLines > 0 ? request.tailLines : KEPT_LINES;
    await writeLog(machine, { source: id, lines, request, stream }, options);
  },
  async Dmesg(machine, { request, ...stream }, options) {
    const lines = request.tail ? 0 : KEPT_LINES;
    await writeLog(
      machine,
      { source: KERNEL, lines, request, stream },
      options,
    );
  },
  async Events(machine, { request, write, signal }, { lab }) {
    const journal = lab.journalOf(machine);
    const actor = request.withActorId;
    const tell = ({ id, actorId, data }: MachineEvent) => {
      if (!actor || actor === actorId) write({ id, actorId, data });
    };
    const { tailEvents } = request;
    const past = journal.events;
    past
      .slice(tailEvents < 0 ? 0 : Math.max(0, past.length - tailEvents))
      .forEach(tell);
    const undo = journal.onEvent(tell);
    await aborted(signal);
    undo();
  },
  async EtcdSnapshot(machine, { write }, { lab }) {
    requireEtcd(machine);
    const snapshot = etcdSnapshot(machine, lab.cluster());
    for (let sent = 0; sent < snapshot.length; sent += CHUNK_BYTES) {
      write({ bytes: snapshot.subarray(sent, sent + CHUNK_BYTES) });
    }
  },
};

function requireContainer(
  machine: TalosMachine,
  { id, lab }: { id: string; lab: TalosLab },
): void {
  if (!lab.containersOf(machine).some(container => container.id === id)) {
    throw new TalosError(status.UNKNOWN, `container "${id}" not found`);
  }
}

async function writeLog(
  machine: TalosMachine,
  log: {
    source: string;
    lines: number;
    request: Record<string, any>;
    stream: { write: (message: object) => void; signal: AbortSignal };
  },
  { lab, now }: Options,
): Promise<void> {
  const { source, request } = log;
  const { write, signal } = log.stream;
  let toMs = now();
  const journal = lab.journalOf(machine);
  const tell = (fromMs: number, limit?: number) => {
    const all = logLines(
      source,
      { fromMs, toMs },
      { now: lab.conditionOf(machine), journal },
    );
    const lines = limit === undefined ? all : all.slice(-limit || all.length);
    if (lines.length) write({ bytes: Buffer.from(`${lines.join('\n')}\n`) });
  };
  if (log.lines > 0) tell(toMs - log.lines * LINE_EVERY_MS, log.lines);
  if (!request.follow) return;
  const timer = setInterval(() => {
    const fromMs = toMs;
    toMs = now();
    tell(fromMs);
  }, LINE_EVERY_MS / 4);
  await aborted(signal);
  clearInterval(timer);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** The streams of `machine.MachineService` of one machine. */
export function machineStreams(options: Options): UntypedServiceImplementation {
  return Object.fromEntries(
    Object.keys(STREAMERS).map(name => [
      name,
      (call: Call) => {
        serve(name, call, options).then(
          () => call.end(),
          error => call.emit('error', error),
        );
      },
    ]),
  );
}

async function serve(name: string, call: Call, options: Options) {
  const { lab } = options;
  const { targets, isMany } = routeCall(
    {
      method: `/machine.MachineService/${name}`,
      metadata: call.metadata,
      roles: rolesOf(call),
    },
    { ...options, isManyAllowed: true },
  );
  const ended = new AbortController();
  call.on('cancelled', () => ended.abort());
  await Promise.all(
    targets.map(async machine => {
      await reach(lab, machine, { signal: ended.signal });
      const undo = lab.onPowerLoss(machine, () => ended.abort());
      const metadata = isMany ? { hostname: machine.address } : undefined;
      await STREAMERS[name](
        machine,
        {
          request: call.request,
          write: message => call.write({ metadata, ...message }),
          signal: ended.signal,
        },
        options,
      ).finally(undo);
      if (!lab.hasPower(machine)) {
        throw new TalosError(status.UNAVAILABLE, 'error reading from server');
      }
    }),
  );
}
