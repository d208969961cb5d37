import { isInstalled, runToEnd } from './processes.mjs';

/** Whether this user may install Debian's packages here. */
export function canInstall() {
  return process.getuid?.() === 0 && isInstalled('apt-get');
}

/** Installs Debian's packages; `fault` is what is to be done where that fails. */
export async function installPackages(names, { env = process.env, fault }) {
  const quiet = { ...env, DEBIAN_FRONTEND: 'noninteractive' };
  await runToEnd('apt-get', ['update', '-qq'], { env: quiet, fault });
  await runToEnd(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...names],
    { env: quiet, fault },
  );
}
