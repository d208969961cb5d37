import { spawn } from 'node:child_process';
import { toolFile } from '../tools/toolFile';

/** How long a client may take unless it is said. */
const TIMEOUT_MS = 120_000;

/** What a program that ran to its end said. */
export interface ToolAnswer {
  /** Its exit code; null when a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface ToolOptions {
  stdin?: string;
  cwd?: string;
  /** Added to this process's own environment. */
  env?: Readonly<Record<string, string>>;
  /** After this it is ended; 120 s when unset. */
  timeoutMs?: number;
}

/** Runs a real client to its end, whatever its exit code. */
export function tryTool(
  name: string,
  args: readonly string[],
  options: ToolOptions = {},
): Promise<ToolAnswer> {
  const { stdin = '', cwd, env, timeoutMs = TIMEOUT_MS } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(toolFile(name), [...args], {
      cwd,
      env: { ...process.env, ...env },
      timeout: timeoutMs,
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', chunk => stdout.push(chunk));
    child.stderr.on('data', chunk => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', code =>
      resolve({
        code,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
      }),
    );
    // A client that does not read its input may be gone before all is written.
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin);
  });
}

/**
 * Runs a real client to its end and gives what it printed.
 *
 * @throws when it fails, with its command line and what it said
 */
export async function runTool(
  name: string,
  args: readonly string[],
  options: ToolOptions = {},
): Promise<string> {
  const { timeoutMs = TIMEOUT_MS } = options;
  const { code, stdout, stderr } = await tryTool(name, args, options);
  if (code !== 0) {
    const how =
      code === null
        ? `was ended by a signal, as all are that take more than ${
            timeoutMs / 1000
          } s`
        : `failed (exit code ${code})`;
    throw new Error(`${name} ${args.join(' ')} ${how}:\n${stderr || stdout}`);
  }
  return stdout;
}
