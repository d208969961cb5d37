import { ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { waitFor } from './waitFor';

/** How long a process may take to end by itself before it is killed. */
const STOP_GRACE_MS = 15_000;

/** How many lines of its log a failure shows. */
const TAIL_LINES = 20;

/** How a real program is started. */
export interface RealProcessOptions {
  /** What people call it: names its log file, and stands in messages. */
  name: string;
  file: string;
  args: readonly string[];
  /** Where its log is kept, `<name>.log`; a restart appends. */
  logs: string;
  cwd?: string;
  /** Added to this process's own environment; undefined takes a variable away. */
  env?: Readonly<Record<string, string | undefined>>;
}

/**
 * A real program that runs until it is stopped. It is in the process group of
 * whoever started it, so that it ends with a test run that is ended.
 */
export class RealProcess {
  readonly name: string;
  readonly logFile: string;
  readonly #child: ChildProcess;
  readonly #ended: Promise<string>;
  #isOver = false;

  private constructor(options: RealProcessOptions) {
    this.name = options.name;
    mkdirSync(options.logs, { recursive: true });
    this.logFile = path.join(options.logs, `${options.name}.log`);
    const log = openSync(this.logFile, 'a');
    this.#child = spawn(options.file, [...options.args], {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.#ended = new Promise(resolve => {
      this.#child.once('error', error => resolve(error.message));
      this.#child.once('exit', (code, signal) =>
        resolve(signal ? `signal ${signal}` : `exit code ${code}`),
      );
    });
    this.#ended.then(() => {
      this.#isOver = true;
    });
  }

  static start(options: RealProcessOptions): RealProcess {
    return new RealProcess(options);
  }

  /** The id of the process; 0 when it could not be started at all. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get isRunning(): boolean {
    return !this.#isOver;
  }

  /** The end of what it wrote. */
  lastLines(): string {
    return readFileSync(this.logFile, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(-TAIL_LINES)
      .join('\n');
  }

  /**
   * Waits until it answers as it should.
   *
   * @throws when it ends before, or does not in time, with the end of its log
   */
  async untilReady(
    isReady: () => Promise<boolean>,
    timeoutMs = 90_000,
  ): Promise<void> {
    const early = this.#ended.then(how => {
      throw new Error(`${this.name} ended (${how}):\n${this.lastLines()}`);
    });
    try {
      await waitFor(`${this.name} to be ready`, isReady, {
        timeoutMs,
        unless: early,
      });
    } catch (error) {
      throw this.isRunning
        ? new Error(
            `${this.name} is not ready. The end of ${
              this.logFile
            }:\n${this.lastLines()}`,
            { cause: error },
          )
        : error;
    } finally {
      // It will end some day, and nobody waits for that any more.
      early.catch(() => undefined);
    }
  }

  /** Asks it to end, and kills it when it does not. */
  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    const killer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_GRACE_MS);
    await this.#ended;
    clearTimeout(killer);
  }

  /** Ends it without warning, as a power cut does. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }
}
