import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { isInstalled, runToEnd } from '../processes.mjs';
import { Fault, say } from '../say.mjs';
import { REAL } from './buildTool.mjs';
import { TOOL_MODULES } from './goModule.mjs';

const REQUIREMENTS = path.join(TOOL_MODULES, 'python/requirements.txt');

/** Commands of the environment that tests call. */
const COMMANDS = ['makejinja', 'mkdocs'];

/**
 * Makes the Python environment of the tests from packages whose checksums are
 * pinned, unless it is there, and links its commands beside the other programs.
 */
export async function ensurePython() {
  const requirements = readFileSync(REQUIREMENTS);
  const hash = createHash('sha256').update(requirements).digest('hex');
  const folder = path.join(REAL, `python-${hash.slice(0, 12)}`);
  const stamp = path.join(folder, 'installed');
  if (!existsSync(stamp)) {
    if (!isInstalled('python3', ['-c', 'import venv, ensurepip'])) {
      throw new Fault(
        'The real components need Python 3 with venv, and it was not found. Install it (Debian: apt install python3-venv), then run the command again.',
      );
    }
    say('Making the Python environment of the tests ...');
    await runToEnd('python3', ['-m', 'venv', '--clear', folder], {
      fault: 'python3 -m venv failed.',
    });
    await runToEnd(
      path.join(folder, 'bin/pip'),
      ['install', '--quiet', '--require-hashes', '-r', REQUIREMENTS],
      {
        fault:
          'The packages of tools/python/requirements.txt could not be installed. Check the network, then run the command again.',
      },
    );
    writeFileSync(stamp, hash);
  }
  linkCommands(folder);
}

function linkCommands(folder) {
  const bin = path.join(REAL, 'bin');
  mkdirSync(bin, { recursive: true });
  for (const command of COMMANDS) {
    const partial = path.join(bin, `${command}.${process.pid}`);
    symlinkSync(path.relative(bin, path.join(folder, 'bin', command)), partial);
    renameSync(partial, path.join(bin, command));
  }
}
