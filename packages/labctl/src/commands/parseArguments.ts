import { nearestName } from '../validate/nearestName';
import type { Command, CommandFlag, FlagValues } from './Command';
import { CommandFailure } from './CommandFailure';

export interface ParsedArguments {
  readonly target: string | undefined;
  readonly flags: FlagValues;
}

/** Flags of every command. */
export const COMMON_FLAGS: Readonly<Record<string, CommandFlag>> = {
  json: { help: 'print one JSON object' },
  help: { help: 'print this' },
};

/**
 * Reads `[TARGET] [--flag] [--flag VALUE]` of a command.
 *
 * @throws CommandFailure with exit code 2 for what the command does not know.
 */
export function parseArguments(
  command: Command,
  words: readonly string[],
): ParsedArguments {
  const known = new Map(Object.entries({ ...command.flags, ...COMMON_FLAGS }));
  const flags = new Map<string, string | true>();
  const operands: string[] = [];
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (!word.startsWith('-')) {
      operands.push(word);
      continue;
    }
    const [name, ...inline] = word.replace(/^--?/, '').split('=');
    const flag = known.get(name);
    if (!flag) {
      const meant = nearestName(name, known.keys());
      throw misuse(
        `${command.name} has no flag --${name}${
          meant ? `; did you mean --${meant}?` : ''
        }`,
      );
    }
    if (flag.value === undefined) {
      flags.set(name, true);
    } else {
      const value = inline.length > 0 ? inline.join('=') : rest.shift();
      if (value === undefined || value === '') {
        throw misuse(`--${name} needs a value: --${name} ${flag.value}`);
      }
      flags.set(name, value);
    }
  }
  if (operands.length > 1) {
    throw misuse(
      `${command.name} takes one folder or input file, and ${operands.length} are given`,
    );
  }
  return { target: operands[0], flags };
}

function misuse(message: string): CommandFailure {
  return new CommandFailure(message, { misuse: true });
}
