import { resolve } from 'node:path';
import { nearestName } from '../validate/nearestName';
import { COMMANDS } from './COMMANDS';
import type { Command, CommandResult } from './Command';
import { CommandFailure } from './CommandFailure';
import { COMMON_FLAGS, parseArguments } from './parseArguments';
import { Progress } from './Progress';
import type { Terminal } from './Terminal';

/** Where a lab is when none is named. */
const DEFAULT_TARGET = 'infra';

/**
 * Runs one call of `yarn infra` and tells its exit code: 0 when all is well, 1
 * when the lab is not, 2 when the call is not.
 */
export async function runCommand(
  words: readonly string[],
  terminal: Terminal,
): Promise<0 | 1 | 2> {
  const [name, ...rest] = words;
  const command = COMMANDS.find(known => known.name === name);
  if (!command) {
    return explainUse(name, terminal);
  }
  const isJson = rest.includes('--json');
  const progress = new Progress(terminal);
  try {
    const { target, flags } = parseArguments(command, rest);
    if (flags.has('help')) {
      terminal.write(describeCommand(command));
      return 0;
    }
    const result = await command.run({
      target: resolve(terminal.cwd, target ?? DEFAULT_TARGET),
      flags,
      terminal,
      progress,
    });
    progress.stop();
    printResult(result, { isJson, terminal });
    return result.isOk ? 0 : 1;
  } catch (error) {
    progress.stop();
    if (!(error instanceof CommandFailure)) {
      throw error;
    }
    if (isJson) {
      terminal.write(
        `${JSON.stringify({ isOk: false, error: error.message }, null, 2)}\n`,
      );
    } else {
      terminal.writeError(`${error.message}\n`);
    }
    return error.exitCode;
  }
}

function printResult(
  result: CommandResult,
  options: { isJson: boolean; terminal: Terminal },
): void {
  options.terminal.write(
    options.isJson
      ? `${JSON.stringify({ isOk: result.isOk, ...result.json }, null, 2)}\n`
      : result.text,
  );
}

function explainUse(name: string | undefined, terminal: Terminal): 0 | 2 {
  if (name === '--help' || name === 'help') {
    terminal.write(usage());
    return 0;
  }
  if (name !== undefined) {
    const meant = nearestName(
      name,
      COMMANDS.map(command => command.name),
    );
    terminal.writeError(
      `there is no command ${name}${meant ? `; did you mean ${meant}?` : ''}\n`,
    );
  }
  terminal.writeError(usage());
  return 2;
}

function usage(): string {
  return `Usage: yarn infra COMMAND [FOLDER or cluster.toml] [--json]

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}\n`).join(
  '',
)}
The folder is infra/ by default. Exit code 0: all is well; 1: the lab is not
valid, or something is to be done; 2: the call is wrong.
\`yarn infra COMMAND --help\` tells more of one.
`;
}

function describeCommand({ name, summary, flags }: Command): string {
  const lines = Object.entries({ ...flags, ...COMMON_FLAGS }).map(
    ([flag, { help, value }]) =>
      `  ${`--${flag}${value ? ` ${value}` : ''}`.padEnd(22)} ${help}\n`,
  );
  return `Usage: yarn infra ${name} [FOLDER or cluster.toml]\n\n${summary}\n\n${lines.join(
    '',
  )}`;
}
