import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { decryptSops } from '../../secrets/decryptSops';
import { randomText } from '../../secrets/randomText';
import { listPlaceholders, readBackValues } from '../../secrets/secretShape';
import type { CommandCall } from '../Command';
import { attempt, CommandFailure } from '../CommandFailure';
import { shownPath } from '../files/shownPath';
import type { OpenLab } from './openLab';

/** Values from `--from`, from secrets that are there already, and from the inputs' reference. */
export async function knownValues(
  call: CommandCall,
  lab: OpenLab,
  options: {
    shapes: ReadonlyMap<string, string>;
    folder: string;
    identity: string | undefined;
  },
): Promise<Map<string, string>> {
  const values = new Map<string, string>();
  for (const [path, shape] of options.shapes) {
    const file = join(options.folder, path);
    if (options.identity && existsSync(file)) {
      try {
        const plain = await decryptSops(
          readFileSync(file, 'utf8'),
          options.identity,
        );
        readBackValues(shape, plain).forEach((value, name) =>
          values.set(name, value),
        );
      } catch (error) {
        throw new CommandFailure(
          `${shownPath(file, call.terminal.cwd)} ${
            error instanceof Error ? error.message : 'cannot be decrypted'
          }`,
          { cause: error },
        );
      }
    }
  }
  const token = lab.source.find(['dns', 'token']);
  if (token?.kind === 'scalar' && typeof token.value === 'string') {
    const name = /^env:(.+)$/.exec(token.value)?.[1];
    const value = name === undefined ? token.value : call.terminal.env[name];
    if (value) {
      values.set('CLOUDFLARE_TOKEN', value);
    }
  }
  const from = call.flags.get('from');
  if (typeof from === 'string') {
    readValues(resolve(call.terminal.cwd, from), from).forEach((value, name) =>
      values.set(name, value),
    );
  }
  return values;
}

function readValues(path: string, name: string): Map<string, string> {
  if (!existsSync(path)) {
    throw new CommandFailure(`${name} does not exist`, { misuse: true });
  }
  const plain: unknown = attempt(() => {
    try {
      return parse(readFileSync(path, 'utf8'));
    } catch {
      // The parser's own words would quote the secret.
      throw new CommandFailure(`${name} is not valid YAML`);
    }
  });
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) {
    throw new CommandFailure(`${name} is no map; write lines like NAME: value`);
  }
  return new Map(
    Object.entries(plain).map(([key, value]) => [key, String(value)]),
  );
}

/**
 * Fills in what is still missing: from the environment, made up where a random text
 * will do, else asked for.
 *
 * @throws CommandFailure naming every value when nobody is there to answer.
 */
export async function askForValues(
  { terminal }: CommandCall,
  options: {
    missing: readonly (readonly [string, string])[];
    values: Map<string, string>;
  },
): Promise<void> {
  const { missing, values } = options;
  const lacking: string[] = [];
  for (const [path, shape] of missing) {
    for (const { name, generate } of listPlaceholders(shape)) {
      const given = values.get(name) ?? terminal.env[name];
      if (given !== undefined && given !== '') {
        values.set(name, given);
      } else if (generate !== undefined) {
        values.set(name, randomText(generate));
      } else if (terminal.ask) {
        values.set(
          name,
          await terminal.ask(`${name} (for ${path}): `, { isSecret: true }),
        );
      } else if (!lacking.includes(name)) {
        lacking.push(name);
      }
    }
  }
  if (lacking.length > 0) {
    throw new CommandFailure(
      `nothing was written: no value is given for ${lacking.join(
        ', ',
      )}; set these variables, or write them into a file for --from`,
    );
  }
}
