import {
  formatKindRef,
  type KindRef,
} from '@homestage/backstage-plugin-lab-common';
import type { FactStore } from './FactStore';

/** A kind nobody looked at for this long is let go; the next look starts it again. */
const KEEP_MS = 10 * 60_000;

/**
 * Keeps the kinds alive that somebody looks at right now, beside those of Flux:
 * what is in the inventories on screen. Each is listened to once, whatever the
 * number of viewers.
 */
export class KindInterest {
  readonly #store: FactStore;
  readonly #now: () => number;
  readonly #onChange: (kind: KindRef) => void;
  readonly #kinds = new Map<string, { usedAtMs: number; undo: () => void }>();

  constructor(options: {
    store: FactStore;
    now: () => number;
    onChange: (kind: KindRef) => void;
  }) {
    this.#store = options.store;
    this.#now = options.now;
    this.#onChange = options.onChange;
  }

  /** Says that somebody looks at these kinds, and lets go of forgotten ones. */
  touch(kinds: readonly KindRef[]): void {
    const usedAtMs = this.#now();
    for (const kind of kinds) {
      const key = formatKindRef(kind);
      const undo =
        this.#kinds.get(key)?.undo ??
        this.#store.subscribe([kind], () => this.#onChange(kind));
      this.#kinds.set(key, { usedAtMs, undo });
    }
    for (const [key, { usedAtMs: lastUsedMs, undo }] of this.#kinds) {
      if (usedAtMs - lastUsedMs > KEEP_MS) {
        undo();
        this.#kinds.delete(key);
      }
    }
  }

  /** Lets go of everything. */
  stop(): void {
    for (const { undo } of this.#kinds.values()) {
      undo();
    }
    this.#kinds.clear();
  }
}
