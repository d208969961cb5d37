import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isInstalled, runToEnd } from './processes.mjs';
import { say } from './say.mjs';
import { ROOT } from './toolchain.mjs';

const VENV = path.join(ROOT, '.venv');
const REQUIREMENTS = path.join(ROOT, 'docs/requirements.txt');

/**
 * Makes the Python environment that TechDocs builds runbooks with. Returns a
 * sentence for people when it could not, else undefined: without it the portal
 * works, and only its docs pages say what is missing.
 */
export async function ensureDocs() {
  const wanted = createHash('sha256')
    .update(readFileSync(REQUIREMENTS))
    .digest('hex');
  const stamp = path.join(VENV, 'installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return undefined;
  }
  if (!isInstalled('python3', ['-c', 'import venv, ensurepip'])) {
    return 'Runbooks are not shown: Python 3 with venv was not found. Install it (Debian: apt install python3-venv) and start again.';
  }
  say('Making the Python environment for the runbooks ...');
  try {
    await runToEnd('python3', ['-m', 'venv', '--clear', VENV], {
      fault: 'python3 -m venv failed.',
    });
    await runToEnd(
      path.join(VENV, 'bin/pip'),
      ['install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS],
      { fault: 'pip install failed.' },
    );
  } catch (error) {
    return `Runbooks are not shown: ${
      error.message.split('\n').slice(-1)[0]
    } (docs/requirements.txt could not be installed; start again to retry).`;
  }
  writeFileSync(stamp, wanted);
  return undefined;
}
