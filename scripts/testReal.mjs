// Everything that is proven against real servers and clients: builds what is missing,
// then runs all *.real.test.ts, or those whose path has one of the words given.
// `--light` leaves out what takes longest to build, and what needs it.
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowser } from './browser.mjs';
import { start, stopAll } from './processes.mjs';
import { run, say } from './say.mjs';
import { ensurePython } from './tools/ensurePython.mjs';
import { ensureTools } from './tools/ensureTools.mjs';
import { RECIPES } from './tools/recipes.mjs';
import {
  ROOT,
  checkMachine,
  ensurePackages,
  ensureToolchain,
} from './toolchain.mjs';

const CACHE = path.join(ROOT, 'node_modules/.cache/homestage-real');
const REPORT = path.join(CACHE, 'jest.json');
/** Where the real servers log to; kept when a test fails. */
const LOGS = path.join(CACHE, 'logs');

/** Real servers are slower than what they stand for, above all on a busy machine. */
const TEST_TIMEOUT_MS = 240_000;

/**
 * What a slow CI has no time to build on a machine that has nothing (docs/adr/013), and
 * the tests that need it: everything else runs there too.
 */
const LIGHT_WITHOUT = {
  tools: [
    'virtctl',
    'source-controller',
    'kustomize-controller',
    'helm-controller',
    'notification-controller',
    'gitea',
    'registry',
  ],
  paths: [
    'forge/gitea\\.real',
    'images/registry\\.real',
    'labctl/src/runbooks/runbookCommands',
    'real-components/src/flux/',
    'real-components/src/mainJob/',
  ],
};

async function runJest({ node, env }, { words, browser, without }) {
  const running = start(
    'real tests',
    node,
    [
      'node_modules/.bin/backstage-cli',
      'repo',
      'test',
      '--watchAll=false',
      // Two labs at a time: each is several programs, and waits for half of its time.
      '--maxWorkers=2',
      '--testTimeout',
      String(TEST_TIMEOUT_MS),
      '--testPathIgnorePatterns',
      '/node_modules/',
      ...without,
      '--testPathPatterns',
      ...(words.length > 0
        ? words.map(word => `${word}.*\\.real\\.test\\.ts$`)
        : ['\\.real\\.test\\.ts$']),
      '--json',
      '--outputFile',
      REPORT,
    ],
    {
      cwd: ROOT,
      env: {
        ...env,
        ...(browser && { HOMESTAGE_BROWSER: browser }),
        HOMESTAGE_REAL_LOGS: LOGS,
      },
      onLine: say,
    },
  );
  const { code } = await running.ended;
  return code;
}

function readReport() {
  try {
    return JSON.parse(readFileSync(REPORT, 'utf8'));
  } catch {
    // No report: the runner did not get that far, which counts as one failure.
    return {
      numPassedTests: 0,
      numFailedTests: 1,
      numRuntimeErrorTestSuites: 0,
    };
  }
}

run(async () => {
  const { positionals: words, values } = parseArgs({
    allowPositionals: true,
    options: { light: { type: 'boolean', default: false } },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => stopAll().then(() => process.exit(130)));
  }
  checkMachine();
  const toolchain = await ensureToolchain();
  await ensurePackages(toolchain);
  const tools = RECIPES.map(({ name }) => name).filter(
    name => !values.light || !LIGHT_WITHOUT.tools.includes(name),
  );
  await ensureTools(tools);
  await ensurePython();
  const { ensureDefinitions } = await import(
    './definitions/ensureDefinitions.mjs'
  );
  await ensureDefinitions();
  const browser = await ensureBrowser(toolchain);
  rmSync(CACHE, { recursive: true, force: true });
  mkdirSync(LOGS, { recursive: true });
  const startedAt = performance.now();
  const code = await runJest(toolchain, {
    words,
    browser,
    without: values.light ? LIGHT_WITHOUT.paths : [],
  });
  const report = readReport();
  const counted = report.numFailedTests + report.numRuntimeErrorTestSuites;
  // A runner that fails for a reason of its own must not look green.
  const failed = code !== 0 && counted === 0 ? 1 : counted;
  if (failed > 0 && readdirSync(LOGS).length > 0) {
    say(`\nThe logs of the real servers are in ${path.relative(ROOT, LOGS)}.`);
  } else {
    rmSync(LOGS, { recursive: true, force: true });
  }
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  say(`\n${report.numPassedTests} passed, ${failed} failed (${seconds} s)`);
  process.exit(failed > 0 ? 1 : 0);
});
