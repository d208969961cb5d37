import { defineConfig } from '@playwright/test';
import { PORTS } from './scripts/ports.mjs';

/**
 * The user's jobs in a real browser, on the portal as `npm start` runs it.
 * One worker: the stories change one lab, in order. No retries: a flaky story
 * is a bug.
 */
export default defineConfig({
  testDir: 'e2e-tests',
  timeout: 180_000,
  expect: { timeout: 20_000 },
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  globalSetup: './e2e-tests/startPortal.ts',
  reporter: [['list'], ['json']],
  outputDir: 'node_modules/.cache/e2e-test-results',
  use: {
    baseURL: `http://localhost:${PORTS.app}`,
    actionTimeout: 20_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env.HOMESTAGE_BROWSER,
      // Containers and CI machines run as root and have no GPU; the browser
      // must not look for anything outside of this machine.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
