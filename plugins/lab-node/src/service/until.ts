/** Where to hear that the condition may hold now, and when to give up. */
export interface UntilOptions {
  /** Returns its undo. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly signal: AbortSignal;
}

/** Resolves once the condition holds or the signal aborts; never rejects. */
export function until(
  holds: () => boolean,
  options: UntilOptions,
): Promise<void> {
  const { signal, subscribe } = options;
  return new Promise(resolve => {
    const undone: Array<() => void> = [];
    const check = () => {
      if (signal.aborted || holds()) {
        undone.forEach(undo => undo());
        resolve();
      }
    };
    signal.addEventListener('abort', check);
    undone.push(
      () => signal.removeEventListener('abort', check),
      subscribe(check),
    );
    // It may have come to hold before anybody listened.
    check();
  });
}
