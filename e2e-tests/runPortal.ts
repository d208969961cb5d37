import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = path.resolve(__dirname, '..');

/** Toolchain and packages are there when tests run: what is left is a start. */
const READY_MS = 240_000;

/** A portal as a person runs it. */
export interface RunningPortal {
  /** What `npm start` printed until it was ready. */
  readonly said: string;
  /** Presses Ctrl-C and waits for the end. */
  stop(): Promise<void>;
}

/** Runs `npm start` with these arguments and waits for the block that says it is ready. */
export async function runPortal(
  args: string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<RunningPortal> {
  const portal = spawn(process.execPath, ['scripts/start.mjs', ...args], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const stop = async () => {
    portal.kill('SIGINT');
    if (portal.exitCode === null && portal.signalCode === null) {
      await once(portal, 'exit');
    }
  };
  try {
    return { said: await untilReady(portal), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function untilReady(portal: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines: string[] = [];
    const fail = (why: string) =>
      reject(new Error(`npm start ${why}:\n${lines.slice(-40).join('\n')}`));
    const timer = setTimeout(() => fail('was not ready in time'), READY_MS);
    for (const stream of [portal.stdout!, portal.stderr!]) {
      createInterface({ input: stream }).on('line', line => {
        lines.push(line);
        // The last line of the block.
        if (line.includes('Ctrl-C stops everything')) {
          clearTimeout(timer);
          resolve(lines.join('\n'));
        }
      });
    }
    portal.once('exit', code => {
      clearTimeout(timer);
      fail(`ended with code ${code}`);
    });
  });
}
