import { ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

const COMMAND = path.resolve(__dirname, '../bin/homestage-sandbox.cjs');

const ended = (child: ChildProcess) =>
  new Promise<{ code: number | null; signal: string | null }>(resolve => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });

async function firstLine(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) {
    return line;
  }
  throw new Error('The command ended without a word');
}

describe('the command homestage-sandbox', () => {
  let state: string;
  const run = (...args: string[]) =>
    spawn(process.execPath, [COMMAND, ...args]);

  beforeEach(async () => {
    state = await mkdtemp(path.join(tmpdir(), 'sandbox-command-'));
  });

  afterEach(() => rm(state, { recursive: true, force: true }));

  it('says in one line of JSON where the lab is, and ends with status 0 when told to', async () => {
    const child = run('--state', state);
    const end = ended(child);
    const { ready, kubernetes, forge } = JSON.parse(await firstLine(child));
    expect(ready).toBe(true);
    const repository = await fetch(`${forge.url}/api/v1/repos/lab/home-ops`);
    expect(repository.status).not.toBe(404);
    expect(kubernetes.url).toMatch(/^https:/);
    // The signal goes to the process that was started: the lab is no child of it.
    child.kill('SIGTERM');
    expect(await end).toEqual({ code: 0, signal: null });
    await expect(fetch(forge.url)).rejects.toThrow();
  }, 60_000);

  it('ends with its parent when asked to', async () => {
    const child = run('--state', state, '--with-parent');
    const end = ended(child);
    await firstLine(child);
    child.stdin.end();
    expect(await end).toEqual({ code: 0, signal: null });
  }, 60_000);

  it('answers a wrong argument with status 2 and how it is used', async () => {
    const child = run('--state', state, '--forge-port', 'seven');
    const end = ended(child);
    expect(await text(child.stderr)).toMatch(
      /--forge-port must be a number, not "seven"[\s\S]*--state DIR/,
    );
    expect(await end).toEqual({ code: 2, signal: null });
  }, 60_000);

  it('names TypeScript files where it fails', async () => {
    const hook = `data:text/javascript,${encodeURIComponent(
      'process.exit = () => { throw new Error("stopped here"); };',
    )}`;
    const child = spawn(process.execPath, [COMMAND, '--nonsense'], {
      env: { ...process.env, NODE_OPTIONS: `--import ${hook}` },
    });
    expect(await text(child.stderr)).toMatch(
      /stopped here[\s\S]*sandbox\/src\/main\.ts:\d+/,
    );
  }, 60_000);
});
