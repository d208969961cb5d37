import { chromium, type Browser } from 'playwright-core';

/**
 * Starts the Chromium that `HOMESTAGE_BROWSER` names (`npm run test:real` looks for
 * one), without anything that asks for addresses outside of this machine.
 */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.HOMESTAGE_BROWSER ?? '/usr/bin/chromium',
    args: [
      // Containers and CI machines run as root and have no GPU.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
