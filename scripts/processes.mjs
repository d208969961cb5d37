import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Fault } from './say.mjs';

const IS_WINDOWS = process.platform === 'win32';

/** How long a stopped process may take before it is killed, in milliseconds. */
const STOP_GRACE_MS = 8_000;

/**
 * Runs a command to its end and gives its output. A command that fails is a
 * Fault made of `fault` and the last lines it printed.
 */
export function runToEnd(command, args, { fault, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
    });
    let output = '';
    const keep = chunk => {
      output = (output + chunk).slice(-100_000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', error => reject(new Fault(`${fault}\n${error.message}`)));
    child.on('close', code => {
      if (code === 0) {
        resolve(output);
      } else {
        const tail = output.trimEnd().split('\n').slice(-25).join('\n');
        reject(new Fault(`${fault}\n\n${tail}`));
      }
    });
  });
}

/** Whether a command can be run at all. */
export function isInstalled(command, args = ['--version']) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** The processes that have to be stopped before this one ends. */
const started = new Set();

/**
 * Starts a long-running command in a process group of its own, so that stopping
 * it also stops what it started. `onLine` gets every line it prints.
 */
export function start(name, command, args, { onLine, ...options }) {
  const child = spawn(command, args, {
    // An open standard input tells the child that its parent lives.
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: !IS_WINDOWS,
    ...options,
  });
  const lastLines = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', line => {
      lastLines.push(line);
      lastLines.splice(0, lastLines.length - 40);
      onLine?.(line);
    });
  }
  const running = {
    name,
    child,
    lastLines,
    ended: new Promise(resolve => {
      child.on('error', error => resolve({ error }));
      child.on('close', (code, signal) => resolve({ code, signal }));
    }),
  };
  started.add(running);
  running.ended.then(() => started.delete(running));
  return running;
}

function signalGroup(running, signal) {
  try {
    if (IS_WINDOWS) {
      spawnSync('taskkill', ['/pid', String(running.child.pid), '/T', '/F']);
    } else {
      process.kill(-running.child.pid, signal);
    }
  } catch (error) {
    // ESRCH: the group is gone already, which is what was asked for.
    if (error.code !== 'ESRCH') {
      throw error;
    }
  }
}

/** Stops one started command and everything it started. */
export async function stop(running) {
  signalGroup(running, 'SIGTERM');
  const killer = setTimeout(
    () => signalGroup(running, 'SIGKILL'),
    STOP_GRACE_MS,
  );
  await running.ended;
  clearTimeout(killer);
  // A group can outlive its leader.
  signalGroup(running, 'SIGKILL');
}

/** Stops everything that was started here. */
export async function stopAll() {
  await Promise.all([...started].map(stop));
}
