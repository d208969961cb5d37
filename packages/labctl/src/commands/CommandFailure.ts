/**
 * A command cannot go on: one sentence for the person, and nothing was written.
 * `misuse` is what is wrong with the call itself (exit code 2), anything else is
 * what is wrong with the lab (exit code 1).
 */
export class CommandFailure extends Error {
  readonly exitCode: 1 | 2;

  constructor(
    message: string,
    options: { misuse?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'CommandFailure';
    this.exitCode = options.misuse ? 2 : 1;
  }
}

/** Does something whose errors are for the person: what is thrown becomes one sentence. */
export function attempt<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw error instanceof CommandFailure
      ? error
      : new CommandFailure(
          error instanceof Error ? error.message : String(error),
          { cause: error },
        );
  }
}
