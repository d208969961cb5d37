import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { runCommand } from './runCommand';
import type { Terminal } from './Terminal';

/** Asks on the error stream, so that the answer of the command can be piped. */
async function ask(
  question: string,
  options: { isSecret?: boolean } = {},
): Promise<string> {
  process.stderr.write(question);
  const output = options.isSecret
    ? new Writable({ write: (_chunk, _encoding, done) => done() })
    : process.stderr;
  const lines = createInterface({
    input: process.stdin,
    output,
    terminal: options.isSecret ? true : undefined,
  });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    if (options.isSecret) {
      process.stderr.write('\n');
    }
  }
}

const terminal: Terminal = {
  // Yarn runs scripts in the root of the repository; a person means where they are.
  cwd: process.env.INIT_CWD ?? process.cwd(),
  env: process.env,
  write: text => process.stdout.write(text),
  writeError: text => process.stderr.write(text),
  ask: process.stdin.isTTY ? ask : undefined,
  elapsedMs: () => performance.now(),
  now: () => new Date(),
};

runCommand(process.argv.slice(2), terminal).then(exitCode => {
  process.exitCode = exitCode;
});
