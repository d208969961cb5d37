import type { Progress } from './Progress';
import type { Terminal } from './Terminal';

/** A flag of a command: a switch, or one with a value. */
export interface CommandFlag {
  /** Word for the value in the usage; unset: a switch. */
  readonly value?: string;
  readonly help: string;
}

/** Flags as they were given: `true` for a switch. */
export type FlagValues = ReadonlyMap<string, string | true>;

/** One call of a command. */
export interface CommandCall {
  /** The folder or input file named, `infra` by default; absolute. */
  readonly target: string;
  readonly flags: FlagValues;
  readonly terminal: Terminal;
  readonly progress: Progress;
}

/** What a command answers. */
export interface CommandResult {
  /** False: exit code 1. */
  readonly isOk: boolean;
  /** For people; with a line break at the end, or empty. */
  readonly text: string;
  /** The same for scripts (`--json`). */
  readonly json: Readonly<Record<string, unknown>>;
}

/** A verb of `yarn infra`. */
export interface Command {
  readonly name: string;
  /** One line, beginning with a verb. */
  readonly summary: string;
  readonly flags: Readonly<Record<string, CommandFlag>>;
  readonly run: (call: CommandCall) => Promise<CommandResult>;
}
