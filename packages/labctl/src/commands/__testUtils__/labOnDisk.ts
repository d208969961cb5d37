import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { runCommand } from '../runCommand';

/** The definitions of this repository. */
export const DEFINITIONS = join(__dirname, '../../../../../infra');

const FIXTURES = join(__dirname, '../../__fixtures__');

export interface CommandAnswer {
  readonly exitCode: number;
  readonly out: string;
  readonly error: string;
}

/** A folder of its own to run commands in; `remove` it afterwards. */
export class LabOnDisk {
  readonly folder = mkdtempSync(join(tmpdir(), 'labctl-'));

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, content: string | Uint8Array): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), content);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  /** Puts the inputs of a fixture into a folder. */
  copyFixture(fixture: string, to = 'lab'): void {
    this.write(
      join(to, 'cluster.toml'),
      readFileSync(join(FIXTURES, fixture, 'cluster.toml')),
    );
  }

  /** Every file with its content: what must be the same when nothing was written. */
  snapshot(): Record<string, string> {
    return Object.fromEntries(
      readdirSync(this.folder, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => join(entry.parentPath, entry.name))
        .sort()
        .map(path => [
          relative(this.folder, path),
          readFileSync(path, 'latin1'),
        ]),
    );
  }

  /** `yarn infra <words>` in this folder. */
  async run(
    words: readonly string[],
    options: {
      env?: Record<string, string>;
      answers?: readonly string[];
      /** How far the clock moves each time it is read. */
      tickMs?: number;
    } = {},
  ): Promise<CommandAnswer> {
    const out: string[] = [];
    const error: string[] = [];
    const answers = options.answers && [...options.answers];
    let clockMs = 0;
    const exitCode = await runCommand(words, {
      cwd: this.folder,
      env: options.env ?? {},
      write: text => out.push(text),
      writeError: text => error.push(text),
      ask: answers && (async () => answers.shift() ?? ''),
      elapsedMs: () => {
        clockMs += options.tickMs ?? 0;
        return clockMs;
      },
      now: () => new Date('2026-11-20T10:00:00Z'),
    });
    return { exitCode, out: out.join(''), error: error.join('') };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
