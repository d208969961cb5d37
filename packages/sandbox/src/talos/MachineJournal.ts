import { randomBytes } from 'node:crypto';

/** One event as `machine.MachineService/Events` tells it. */
export interface MachineEvent {
  readonly id: string;
  readonly actorId: string;
  /** With the type of the message as `@type`. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** A line that a service wrote besides what it always writes. */
export interface JournalLine {
  readonly atMs: number;
  readonly source: string;
  readonly text: string;
}

/** As many as a machine of Talos keeps. */
const MAX_KEPT = 1000;

const ALPHABET = '0123456789abcdefghijklmnopqrstuv';

/** What a machine did since the lab began: its events, and lines of its logs. */
export class MachineJournal {
  readonly #now: () => number;
  readonly #events: MachineEvent[] = [];
  readonly #lines: JournalLine[] = [];
  readonly #startedAt = new Map<string, number>();
  readonly #listeners = new Set<(event: MachineEvent) => void>();
  #count = 0;

  constructor(options: { now: () => number }) {
    this.#now = options.now;
  }

  get events(): readonly MachineEvent[] {
    return this.#events;
  }

  linesOf(source: string): JournalLine[] {
    return this.#lines.filter(line => line.source === source);
  }

  /** When a service was started again; undefined: not since the lab began. */
  startedAt(service: string): number | undefined {
    return this.#startedAt.get(service);
  }

  started(service: string): void {
    this.#startedAt.set(service, this.#now());
  }

  tell(type: string, fields: object, actorId = ''): void {
    const event = {
      id: this.#eventId(),
      actorId,
      data: { '@type': `talos/runtime/machine.${type}`, ...fields },
    };
    this.#events.push(event);
    this.#events.splice(0, this.#events.length - MAX_KEPT);
    for (const listener of this.#listeners) listener(event);
  }

  write(source: string, text: string): void {
    this.#lines.push({ atMs: this.#now(), source, text });
    this.#lines.splice(0, this.#lines.length - MAX_KEPT);
  }

  onEvent(listener: (event: MachineEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** As Talos makes them: the seconds of its time first, in base 32 (rs/xid). */
  #eventId(): string {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt32BE(Math.floor(this.#now() / 1000), 0);
    randomBytes(5).copy(bytes, 4);
    this.#count += 1;
    bytes.writeUIntBE(this.#count % 2 ** 24, 9, 3);
    let bits = '';
    for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
    return (bits.padEnd(100, '0').match(/.{5}/g) ?? [])
      .map(five => ALPHABET[parseInt(five, 2)])
      .join('');
  }
}
