import { existsSync } from 'node:fs';
import { canInstall, installPackages } from './debian.mjs';
import { runToEnd } from './processes.mjs';
import { say } from './say.mjs';

/** Where systems keep a Chromium or Chrome that Playwright can drive. */
const KNOWN_PATHS = [
  process.env.HOMESTAGE_BROWSER,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const MISSING =
  'The browser tests need Chromium. Install it (Debian: apt install chromium) or name one in HOMESTAGE_BROWSER, then run the command again.';

/**
 * Finds a browser for the tests: the system's; else Debian's package where this
 * user may install one; else Playwright's download.
 *
 * @returns its path, or undefined for Playwright's own
 */
export async function ensureBrowser({ node, env }) {
  const found = KNOWN_PATHS.find(file => file && existsSync(file));
  if (found) {
    return found;
  }
  if (canInstall()) {
    say('Installing Chromium from Debian ...');
    await installPackages(['chromium', 'fonts-dejavu-core'], {
      env,
      fault: MISSING,
    });
    return '/usr/bin/chromium';
  }
  say('Downloading a browser for the tests ...');
  await runToEnd(
    node,
    ['node_modules/.bin/playwright', 'install', 'chromium'],
    { env, fault: MISSING },
  );
  return undefined;
}
