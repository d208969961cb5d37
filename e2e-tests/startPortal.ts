import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = path.resolve(__dirname, '..');

/** Toolchain and packages are there when tests run: what is left is a start. */
const READY_MS = 240_000;

/**
 * Runs `npm start` as a person would and waits for the block that says it is
 * ready. The function it gives back presses Ctrl-C and waits for the end.
 */
export default async function startPortal() {
  // While writing a story: use the portal that runs already.
  if (process.env.HOMESTAGE_PORTAL === 'running') {
    return undefined;
  }
  const portal = spawn(process.execPath, ['scripts/start.mjs', '--sandbox'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  await readyLine(portal);
  return async () => {
    portal.kill('SIGINT');
    if (portal.exitCode === null) {
      await once(portal, 'exit');
    }
  };
}

function readyLine(portal: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const lines: string[] = [];
    const fail = (why: string) =>
      reject(new Error(`npm start ${why}:\n${lines.slice(-40).join('\n')}`));
    const timer = setTimeout(() => fail('was not ready in time'), READY_MS);
    for (const stream of [portal.stdout!, portal.stderr!]) {
      createInterface({ input: stream }).on('line', line => {
        lines.push(line);
        if (line.includes('Homestage is ready:')) {
          clearTimeout(timer);
          resolve();
        }
      });
    }
    portal.once('exit', code => fail(`ended with code ${code}`));
  });
}
