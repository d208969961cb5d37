import {
  bootOf,
  type MachineSnapshot,
} from '@homestage/backstage-plugin-talos-common';

/** More than a loop needs to be told, whatever the window. */
const MAX_KEPT = 20;

/**
 * The restarts of a machine, as the portal saw them: it is told what the machine says
 * of its boot each time that this may have changed. What was before the portal looked,
 * and what it slept through but for the last, it does not know.
 */
export class BootHistory {
  #since: string | undefined;
  #id: string | undefined;
  #madeAt: string | undefined;
  #seenAt: readonly string[] = [];

  get boots(): MachineSnapshot['boots'] {
    return this.#since === undefined
      ? undefined
      : { since: this.#since, seenAt: this.#seenAt };
  }

  look(parts: MachineSnapshot['parts'], at: string): void {
    const { id, madeAt, hasId } = bootOf(parts);
    // Until it is known whether there is an id, nothing is: it says it better.
    if (hasId === undefined || (id ?? madeAt) === undefined) {
      return;
    }
    this.#since ??= at;
    const isOther = hasId
      ? this.#id !== undefined && id !== this.#id
      : this.#madeAt !== undefined && madeAt !== this.#madeAt;
    if (isOther) {
      this.#seenAt = [...this.#seenAt, at].slice(-MAX_KEPT);
    }
    this.#id = id ?? this.#id;
    this.#madeAt = madeAt ?? this.#madeAt;
  }
}
