import { readFile } from 'node:fs/promises';
import { unwatchFile, watchFile } from 'node:fs';
import { readTalosconfig } from './readTalosconfig';
import type { Talosconfig } from './Talosconfig';
import { TalosconfigError } from './TalosconfigError';

/**
 * How often the file is looked at. By its path and not by a watch of the file: the
 * kubelet swaps a link, editors write another file, and both have to be seen.
 */
const LOOK_MS = 2_000;

/**
 * A talosconfig on disk that may be replaced at any time: inside a cluster Talos
 * does so every few hours. The listener hears of the file's first state and of each
 * change of its text, one at a time and in order.
 *
 * @public
 */
export class TalosconfigFile {
  readonly #path: string;
  readonly #context: string | undefined;
  readonly #now: () => number;
  readonly #listener: (state: Talosconfig | TalosconfigError) => void;
  #text: string | undefined;
  /** Why it could not be read last; told once. */
  #failure: string | undefined;
  #turn: Promise<void> = Promise.resolve();
  readonly #look = () => {
    this.#turn = this.#turn.then(() => this.#read());
  };

  private constructor(options: {
    path: string;
    context?: string;
    now: () => number;
    onState: (state: Talosconfig | TalosconfigError) => void;
  }) {
    this.#path = options.path;
    this.#context = options.context;
    this.#now = options.now;
    this.#listener = options.onState;
  }

  /** Begins to follow the file, which need not be there yet. */
  static follow(options: {
    path: string;
    context?: string;
    now: () => number;
    onState: (state: Talosconfig | TalosconfigError) => void;
  }): TalosconfigFile {
    const file = new TalosconfigFile(options);
    file.#look();
    watchFile(
      options.path,
      { interval: LOOK_MS, persistent: false },
      file.#look,
    );
    return file;
  }

  stop(): void {
    unwatchFile(this.#path, this.#look);
  }

  async #read(): Promise<void> {
    let text: string;
    try {
      text = await readFile(this.#path, 'utf8');
    } catch (cause) {
      const failure =
        (cause as NodeJS.ErrnoException).code ?? 'no reason given';
      if (failure === this.#failure) {
        return;
      }
      this.#failure = failure;
      this.#text = undefined;
      this.#listener(
        new TalosconfigError('unreadable', {
          message: `The talosconfig ${this.#path} can not be read: ${failure}.`,
          nextStep:
            'Put the file there, readable for the portal, or mend its path in homestage.talos.clusters.',
          cause,
        }),
      );
      return;
    }
    this.#failure = undefined;
    if (text === this.#text) {
      return;
    }
    this.#text = text;
    this.#listener(this.#parse(text));
  }

  #parse(text: string): Talosconfig | TalosconfigError {
    try {
      return readTalosconfig(text, {
        context: this.#context,
        now: this.#now(),
      });
    } catch (error) {
      if (error instanceof TalosconfigError) {
        return error;
      }
      throw error;
    }
  }
}
