import { mergeText } from './mergeText';
import type { TextConflict } from './mergeText';

/** What a folder holds, and what is known of how it came about. */
export interface MergeTreeOptions {
  /** What is to be written: path to text. */
  rendered: ReadonlyMap<string, string>;
  /** What lies there now, at the paths of `rendered` and `lock`. */
  current: ReadonlyMap<string, string>;
  /** Path to the id of the text that was rendered there last. */
  lock: ReadonlyMap<string, string>;
  /** The text with this id, if it can still be had. */
  baseOf: (id: string) => string | undefined;
  /** Files to begin with: one that lies there already is its owner's. */
  starters: ReadonlySet<string>;
  /** The id of a text: that of Git's blob, so that Git can give the text back. */
  idOf: (text: string) => string;
}

/** Why a file is neither written nor left alone. @public */
export type MergeConflictReason =
  /** Both sides changed the same lines. */
  | 'both-changed'
  /** It was deleted by hand, and what is rendered there changed. */
  | 'deleted'
  /** A file lies there that was never rendered. */
  | 'not-rendered-before'
  /** It was changed by hand, and the text rendered last cannot be had any more. */
  | 'base-lost';

/** @public */
export interface MergeConflict {
  path: string;
  reason: MergeConflictReason;
  /** The places, for `both-changed`. */
  places: readonly TextConflict[];
}

/** What rendering does to a folder. Nothing of it may be done when it conflicts. @public */
export interface TreeMerge {
  /** Path to its new text, only where it differs from what lies there. */
  writes: ReadonlyMap<string, string>;
  /** No longer rendered, and never changed by hand. */
  removals: readonly string[];
  /** Changed by hand; the change is kept, and lies in `writes` if it was merged. */
  kept: readonly string[];
  /** No longer rendered, but changed or kept by hand, so they stay. */
  leftovers: readonly string[];
  conflicts: readonly MergeConflict[];
  /** The lock to be written with it. */
  lock: ReadonlyMap<string, string>;
}

/** Collects what happens to one path after the other. */
class TreeMerging {
  readonly #options: MergeTreeOptions;
  readonly #writes = new Map<string, string>();
  readonly #removals: string[] = [];
  readonly #kept: string[] = [];
  readonly #leftovers: string[] = [];
  readonly #conflicts: MergeConflict[] = [];
  readonly #lock = new Map<string, string>();

  constructor(options: MergeTreeOptions) {
    this.#options = options;
  }

  add(path: string): void {
    const { rendered, idOf } = this.#options;
    const next = rendered.get(path);
    if (next === undefined) {
      this.#noLongerRendered(path);
      return;
    }
    if (this.#isOwned(path, next)) {
      return;
    }
    this.#lock.set(path, idOf(next));
    this.#rendered(path, next);
  }

  result(): TreeMerge {
    return {
      writes: this.#writes,
      removals: this.#removals,
      kept: this.#kept,
      leftovers: this.#leftovers,
      conflicts: this.#conflicts,
      lock: this.#lock,
    };
  }

  #isOwned(path: string, next: string): boolean {
    const { current, lock, starters } = this.#options;
    const text = current.get(path);
    return (
      starters.has(path) &&
      !lock.has(path) &&
      text !== undefined &&
      text !== next
    );
  }

  #rendered(path: string, next: string): void {
    const { current, lock, idOf } = this.#options;
    const text = current.get(path);
    const base = lock.get(path);
    if (text === next) {
      return;
    }
    if (base === undefined) {
      if (text === undefined) {
        this.#writes.set(path, next);
      } else {
        this.#conflict(path, 'not-rendered-before');
      }
    } else if (text === undefined) {
      if (idOf(next) === base) {
        this.#kept.push(path);
      } else {
        this.#conflict(path, 'deleted');
      }
    } else if (idOf(text) === base) {
      this.#writes.set(path, next);
    } else if (idOf(next) === base) {
      this.#kept.push(path);
    } else {
      this.#merge(path, { base, text, next });
    }
  }

  #merge(
    path: string,
    { base, text, next }: { base: string; text: string; next: string },
  ): void {
    const original = this.#options.baseOf(base);
    if (original === undefined) {
      this.#conflict(path, 'base-lost');
      return;
    }
    const merged = mergeText({ original, edited: text, rendered: next });
    if (merged.conflicts.length > 0) {
      this.#conflict(path, 'both-changed', merged.conflicts);
      return;
    }
    this.#kept.push(path);
    if (merged.text !== text) {
      this.#writes.set(path, merged.text);
    }
  }

  #noLongerRendered(path: string): void {
    const { current, lock, idOf } = this.#options;
    const text = current.get(path);
    const base = lock.get(path);
    if (text === undefined || base === undefined) {
      return;
    }
    if (idOf(text) === base) {
      this.#removals.push(path);
    } else {
      this.#leftovers.push(path);
      this.#lock.set(path, base);
    }
  }

  #conflict(
    path: string,
    reason: MergeConflictReason,
    places: readonly TextConflict[] = [],
  ): void {
    this.#conflicts.push({ path, reason, places });
  }
}

/**
 * Decides what rendering writes over a folder that people edit too: unchanged files
 * follow the render, edits are kept by a three-way merge against the text that was
 * rendered last, and what cannot be merged is a conflict.
 */
export function mergeTree(options: MergeTreeOptions): TreeMerge {
  const { rendered, lock } = options;
  const merge = new TreeMerging(options);
  for (const path of [
    ...new Set([...rendered.keys(), ...lock.keys()]),
  ].sort()) {
    merge.add(path);
  }
  return merge.result();
}
