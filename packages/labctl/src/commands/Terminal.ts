/** What a command sees of the world besides files. Tests give their own. */
export interface Terminal {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly write: (text: string) => void;
  /** Progress and what is not the answer. */
  readonly writeError: (text: string) => void;
  /** Asks for one line; `undefined` when nobody is there to answer. */
  readonly ask?: (
    question: string,
    options?: { isSecret?: boolean },
  ) => Promise<string>;
  /** Milliseconds of a clock that only runs forward. */
  readonly elapsedMs: () => number;
  /** The current time, for what is written into files. */
  readonly now: () => Date;
}
