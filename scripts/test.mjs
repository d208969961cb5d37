// Everything that proves the portal, on a machine with nothing but Node and git:
// formatting, lint, types, API reports, the unit and backend tests, the rendered labs
// against the schemas of their kinds (which take Go), and the browser stories.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowser } from './browser.mjs';
import { ensureDocs } from './docs.mjs';
import { start, stopAll } from './processes.mjs';
import { Fault, run, say } from './say.mjs';
import { ensureTools, goFault } from './tools/ensureTools.mjs';
import {
  ROOT,
  checkMachine,
  ensurePackages,
  ensureToolchain,
} from './toolchain.mjs';

const REPORTS = path.join(ROOT, 'node_modules/.cache/homestage-test');

/** One command that passes or fails as a whole. */
function check(name, args) {
  return {
    name,
    args,
    count: ended => ({ passed: ended ? 1 : 0, failed: ended ? 0 : 1 }),
  };
}

const LINT = 'node_modules/.bin/backstage-cli';

const countJest = (ended, report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
  skipped: report.numPendingTests,
});

/** What reads rendered files, and what makes the schemas of kinds that are Go types. */
const SCHEMA_TOOLS = ['kustomize', 'kubeconform', 'controller-gen'];

async function ensureSchemas() {
  await ensureTools(SCHEMA_TOOLS);
  const { ensureDefinitions } = await import(
    './definitions/ensureDefinitions.mjs'
  );
  await ensureDefinitions();
}

const STAGES = {
  format: check('Formatting', ['node_modules/.bin/prettier', '--check', '.']),
  lint: check('Lint', [LINT, 'repo', 'lint']),
  types: check('Types', ['node_modules/.bin/tsc', '--incremental', 'false']),
  api: check('API reports', ['scripts/apiReports.mjs', '--ci']),
  unit: {
    name: 'Unit and backend tests',
    report: 'jest.json',
    args: [
      LINT,
      'repo',
      'test',
      '--watchAll=false',
      '--json',
      '--outputFile',
      path.join(REPORTS, 'jest.json'),
    ],
    count: countJest,
  },
  schemas: {
    name: 'Rendered labs against the schemas of their kinds',
    report: 'schemas.json',
    /** The schemas are made of what operators publish, and that is Go modules. */
    fault: () => goFault(SCHEMA_TOOLS),
    prepare: ensureSchemas,
    args: [
      LINT,
      'repo',
      'test',
      '--watchAll=false',
      '--testPathIgnorePatterns',
      '/node_modules/',
      '--testPathPatterns',
      'labctl/src/render/(schemas|talosSchema)\\.real\\.test\\.ts$',
      '--json',
      '--outputFile',
      path.join(REPORTS, 'schemas.json'),
    ],
    count: countJest,
  },
  e2e: {
    name: 'Browser stories',
    report: 'playwright.json',
    args: ['node_modules/.bin/playwright', 'test'],
    count: (ended, report) => ({
      passed: report.stats.expected,
      failed: report.stats.unexpected + report.stats.flaky,
      skipped: report.stats.skipped,
    }),
  },
};

function readReport(file) {
  try {
    return JSON.parse(readFileSync(path.join(REPORTS, file), 'utf8'));
  } catch {
    // No report: the runner did not get that far, which counts as one failure.
    return undefined;
  }
}

async function runStage(stage, { node, env }) {
  say(`\n=== ${stage.name}`);
  const fault = stage.fault?.();
  // A check that is not made says so, and is no excuse where everything is to be checked.
  if (fault && process.env.CI) {
    throw new Fault(fault);
  }
  if (fault) {
    say(`=== ${stage.name}: NOT CHECKED, skipped. ${fault}`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const startedAt = performance.now();
  await stage.prepare?.();
  const running = start(stage.name, node, stage.args, {
    cwd: ROOT,
    env,
    onLine: say,
  });
  const { code } = await running.ended;
  const report = stage.report && readReport(stage.report);
  const counted =
    stage.report && !report
      ? { passed: 0, failed: 1 }
      : stage.count(code === 0, report);
  // A runner that fails for a reason of its own must not look green.
  const failed = code !== 0 && counted.failed === 0 ? 1 : counted.failed;
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  say(
    `=== ${stage.name}: ${counted.passed} passed, ${failed} failed (${seconds} s)`,
  );
  return { ...counted, failed };
}

run(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const unknown = positionals.find(name => !(name in STAGES));
  if (unknown) {
    throw new Fault(
      `There is no stage '${unknown}'. Stages: ${Object.keys(STAGES).join(
        ', ',
      )}; none means all.`,
    );
  }
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => stopAll().then(() => process.exit(130)));
  }
  checkMachine();
  const toolchain = await ensureToolchain();
  const [docsFault] = await Promise.all([
    ensureDocs(),
    ensurePackages(toolchain),
  ]);
  const wanted = positionals.length > 0 ? positionals : Object.keys(STAGES);
  if (docsFault && wanted.includes('e2e')) {
    throw new Fault(docsFault);
  }
  const browser = wanted.includes('e2e')
    ? await ensureBrowser(toolchain)
    : undefined;

  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  const env = {
    ...toolchain.env,
    PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(REPORTS, 'playwright.json'),
    ...(browser ? { HOMESTAGE_BROWSER: browser } : {}),
  };
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const name of wanted) {
    const counted = await runStage(STAGES[name], { ...toolchain, env });
    total.passed += counted.passed;
    total.failed += counted.failed;
    total.skipped += counted.skipped ?? 0;
  }
  say(
    `\n${total.passed} passed, ${total.failed} failed${
      total.skipped ? `, ${total.skipped} skipped` : ''
    }`,
  );
  process.exit(total.failed > 0 ? 1 : 0);
});
