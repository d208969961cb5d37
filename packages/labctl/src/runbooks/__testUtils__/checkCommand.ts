import { tryTool } from '@homestage/real-components';
import { Help, readHelp } from './readHelp';

/** Which help says what may be given before and after every command of a program. */
const GLOBAL_FLAGS: Readonly<Record<string, readonly string[]>> = {
  kubectl: ['options'],
  virtctl: ['options'],
  // Its own help leaves them out; any command's has them.
  talosctl: ['config', '--help'],
};

const helps = new Map<string, Promise<string>>();

function helpText(tool: string, args: readonly string[]): Promise<string> {
  const key = [tool, ...args].join(' ');
  const known = helps.get(key);
  if (known) {
    return known;
  }
  const asked = tryTool(tool, args).then(
    // sops says what it is on its error output, and age ends with an error code.
    ({ stdout, stderr }) => `${stdout}\n${stderr}`,
  );
  helps.set(key, asked);
  return asked;
}

const helpOf = async (tool: string, path: readonly string[]) =>
  readHelp(await helpText(tool, [...path, '--help']));

/**
 * What is wrong with a command, compared with the help of the very program:
 * a word that is none of its commands, or a flag that the command does not have.
 */
export async function checkCommand([
  tool,
  ...words
]: readonly string[]): Promise<string[]> {
  const globals = readHelp(
    await helpText(tool, GLOBAL_FLAGS[tool] ?? ['--help']),
  ).flags;
  const { path, unknown } = await findPath(tool, words, globals);
  if (unknown !== undefined) {
    return [`${[tool, ...path].join(' ')} has no command ${unknown}`];
  }
  const { flags } = await helpOf(tool, path);
  return flagsOf(words)
    .filter(flag => !flags.has(flag) && !globals.has(flag))
    .map(flag => `${[tool, ...path].join(' ')} has no flag ${flag}`);
}

/** The words that choose a command: `talosctl -n 10.0.0.1 etcd members` → etcd, members. */
async function findPath(
  tool: string,
  words: readonly string[],
  globals: Help['flags'],
): Promise<{ path: string[]; unknown?: string }> {
  const path: string[] = [];
  let help = await helpOf(tool, path);
  let isValue = false;
  for (const word of words) {
    if (isValue) {
      isValue = false;
    } else if (word.startsWith('-')) {
      isValue =
        !word.includes('=') &&
        Boolean(help.flags.get(word) ?? globals.get(word));
    } else if (help.commands.size === 0) {
      break;
    } else if (await isCommand(tool, path, word)) {
      path.push(word);
      help = await helpOf(tool, path);
    } else if (path.length === 0 || !(await takesArguments(tool, path))) {
      return { path, unknown: word };
    } else {
      break;
    }
  }
  return { path };
}

/** Aliases are not listed, so that only the program itself can say. */
async function isCommand(tool: string, path: readonly string[], word: string) {
  const [own, below] = await Promise.all([
    helpText(tool, [...path, '--help']),
    helpText(tool, [...path, word, '--help']),
  ]);
  return below !== own && !/unknown command|No help topic/i.test(below);
}

/** A command with commands of its own may take arguments instead, as `virtctl vnc` does. */
async function takesArguments(tool: string, path: readonly string[]) {
  const usage = `${[tool, ...path].join(' ')} (`;
  return (await helpText(tool, [...path, '--help'])).includes(usage);
}

function flagsOf(words: readonly string[]): string[] {
  return words
    .filter(word => /^-{1,2}[A-Za-z]/.test(word))
    .map(word => word.split('=')[0]);
}
