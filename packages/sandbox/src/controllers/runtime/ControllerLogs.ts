import { ContainerLog, LogLine } from '../../kubernetes/LogSource';
import { StoredObject } from '../../kubernetes/ObjectStore';
import { Clock } from './Clock';
import type { RecordedEvent } from './EventRecorder';

/** Of each controller the last so many lines are remembered, as if rotated. */
const KEPT_LINES = 500;

interface Spoken {
  readonly lines: LogLine[];
  readonly listeners: Set<(line: LogLine) => void>;
}

/**
 * What the controllers of Flux write about their work: one JSON object a line, with the
 * fields that controller-runtime gives each line and that `flux logs` reads
 * (`ControllerLogEntry` in cmd/flux/logs.go of flux2).
 * @public
 */
export class ControllerLogs {
  readonly #clock: Clock;
  readonly #spoken: ReadonlyMap<string, Spoken>;

  /** `controllers` are those that are remembered, such as `kustomize-controller`. */
  constructor(options: { clock: Clock; controllers: readonly string[] }) {
    this.#clock = options.clock;
    this.#spoken = new Map(
      options.controllers.map(name => [
        name,
        { lines: [], listeners: new Set() },
      ]),
    );
  }

  /** Writes an event as a line of the controller that made it. */
  record(about: StoredObject, controller: string, event: RecordedEvent): void {
    const spoken = this.#spoken.get(controller);
    if (!spoken) return;
    const time = new Date(this.#clock.now()).toISOString();
    const line = { time, text: textOf(about, { time, event }) };
    spoken.lines.push(line);
    spoken.lines.splice(0, spoken.lines.length - KEPT_LINES);
    for (const listener of spoken.listeners) listener(line);
  }

  /** The log of a controller; undefined for what is none of them. */
  of(controller: string): ContainerLog | undefined {
    const spoken = this.#spoken.get(controller);
    return (
      spoken && {
        lines: () => spoken.lines,
        subscribe: listener => {
          spoken.listeners.add(listener);
          return () => spoken.listeners.delete(listener);
        },
      }
    );
  }
}

function textOf(
  { apiVersion, kind, metadata }: StoredObject,
  { time, event }: { time: string; event: RecordedEvent },
): string {
  const { name, namespace } = metadata;
  const told =
    event.type === 'Warning'
      ? { level: 'error', ts: time, msg: 'Reconciler error' }
      : { level: 'info', ts: time, msg: event.message };
  return JSON.stringify({
    ...told,
    controller: kind.toLowerCase(),
    controllerGroup: apiVersion.split('/')[0],
    controllerKind: kind,
    [kind]: { name, namespace },
    namespace,
    name,
    ...(event.type === 'Warning' && { error: event.message }),
  });
}
