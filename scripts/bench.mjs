// The figures of docs/figures.md, measured in one run on this machine: what the
// portal costs its clusters and its viewers, and what a stock page costs beside.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { addFluxObjects } from './bench/fluxObjects.mjs';
import { guestHeaders, timeList } from './bench/httpList.mjs';
import { KubernetesApi } from './bench/kubernetesApi.mjs';
import { percentile } from './bench/percentile.mjs';
import { deploy, startProduction } from './bench/production.mjs';
import {
  changesToPixel,
  openBrowser,
  requestsOfViewers,
} from './bench/viewers.mjs';
import { ensureBrowser } from './browser.mjs';
import { ensureDocs } from './docs.mjs';
import { checkPorts } from './ports.mjs';
import {
  PORTS,
  appReady,
  backendReady,
  chosenConfigs,
  labAddresses,
  startApp,
  startBackend,
  startLab,
} from './portal.mjs';
import { stopAll } from './processes.mjs';
import { run, say } from './say.mjs';
import {
  ROOT,
  checkMachine,
  ensurePackages,
  ensureToolchain,
} from './toolchain.mjs';

/** The development server. */
const APP = `http://localhost:${PORTS.app}`;
/** The backend, which serves the app as it is deployed. */
const BACKEND = `http://localhost:${PORTS.backend}`;
const PORTAL_USER = 'viewer';

const table = [];
function record(what, value, budget = '') {
  table.push([what, value, budget]);
  say(`  ${what}: ${value}${budget ? `   (budget ${budget})` : ''}`);
}

const ms = value => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

async function startDevelopment(toolchain, ports) {
  const { configs } = chosenConfigs({ sandbox: true });
  const env = { ...toolchain.env, NODE_ENV: 'development' };
  const startedAt = performance.now();
  const app = startApp({ env: { ...env, ...labAddresses() }, configs });
  const lab = await startLab({
    ...toolchain,
    tree: path.join(ROOT, 'infra'),
    ports,
  });
  const backend = startBackend({
    node: toolchain.node,
    env: { ...env, ...lab.variables },
    configs,
  });
  await Promise.all([backendReady(backend, BACKEND), appReady(app, APP)]);
  record(
    'npm start, second start, to a usable page',
    `${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
    '< 20 s',
  );
  return { ...lab, backend, app };
}

async function measureViewers({ api, browser, windowMs }) {
  const flux = {
    browser,
    api,
    user: PORTAL_USER,
    windowMs,
    url: `${APP}/flux/resources`,
    text: 'rows',
  };
  const seconds = `${windowMs / 1000} s`;
  const one = await requestsOfViewers({ ...flux, viewers: 1 });
  record(
    `Kubernetes API requests in ${seconds}, 1 viewer of the Flux page`,
    one,
  );
  const twenty = await requestsOfViewers({ ...flux, viewers: 20 });
  record(
    `Kubernetes API requests in ${seconds}, 20 viewers of the Flux page`,
    twenty,
  );
  record(
    '... caused by one more viewer',
    (Math.max(0, twenty - one) / 19).toFixed(2),
    '0',
  );
  const stock = await requestsOfViewers({
    ...flux,
    url: `${BACKEND}/catalog/default/component/sonarr/kubernetes`,
    text: 'Your Clusters',
    viewers: 1,
  });
  record(
    `Kubernetes API requests in ${seconds}, 1 viewer of the stock Kubernetes tab`,
    stock - one,
  );
}

async function measureList() {
  const list = await timeList({
    url: `${BACKEND}/api/flux/resources`,
    headers: await guestHeaders(BACKEND),
    requests: 200,
  });
  record(
    `list of ${list.rows} Flux objects, p50`,
    ms(percentile(list.wholeMs, 0.5)),
  );
  record(
    `list of ${list.rows} Flux objects, p95`,
    ms(percentile(list.wholeMs, 0.95)),
    '< 25 ms',
  );
  record('bytes per row', list.bytesPerRow.toFixed(0), '<= 300');
  record('unchanged (304), p95', ms(percentile(list.unchangedMs, 0.95)));
}

async function measureChanges({ api, browser }) {
  const samples = await changesToPixel({
    browser,
    api,
    url: `${BACKEND}/flux/resources?q=name%3Abench-7+kind%3AKustomization`,
    name: 'bench-7',
    changes: 50,
  });
  record(
    'object changed to pixel changed, p50 of 50',
    ms(percentile(samples, 0.5)),
  );
  record(
    'object changed to pixel changed, p95 of 50',
    ms(percentile(samples, 0.95)),
    '< 500 ms',
  );
}

async function measureProduction(toolchain, lab) {
  const production = await startProduction({
    ...toolchain,
    variables: lab.variables,
  });
  record(
    'backend start in production mode',
    `${(production.startMs / 1000).toFixed(1)} s`,
  );
  record(
    'backend memory in production mode, RSS',
    `${production.rssMiB.toFixed(0)} MiB`,
    '< 400 MB',
  );
}

run(async () => {
  const { values } = parseArgs({
    options: {
      objects: { type: 'string', default: '1000' },
      window: { type: 'string', default: '60' },
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => stopAll().then(() => process.exit(130)));
  }
  checkMachine();
  await checkPorts(PORTS);
  const toolchain = await ensureToolchain();
  await Promise.all([ensureDocs(), ensurePackages(toolchain)]);
  const browser = await openBrowser(await ensureBrowser(toolchain));
  try {
    say('Building the portal as it is deployed ...');
    await deploy(toolchain);
    say('Measuring (about five minutes) ...');
    const portal = await startDevelopment(toolchain, PORTS);
    const api = new KubernetesApi({
      url: portal.lab.kubernetes.url,
      caFile: portal.lab.kubernetes.caFile,
      tokenFile: portal.lab.kubernetes.tokenFiles.admin,
    });
    await measureViewers({
      api,
      browser,
      windowMs: Number(values.window) * 1000,
    });
    await addFluxObjects(api, Number(values.objects));
    await measureList();
    await measureChanges({ api, browser });
    api.stop();
    await measureProduction(toolchain, portal);
  } finally {
    await browser.close();
    await stopAll();
  }
  const widths = [0, 1, 2].map(i =>
    Math.max(...table.map(row => String(row[i]).length)),
  );
  say(
    `\n${table
      .map(
        row =>
          `| ${row
            .map((cell, i) => String(cell).padEnd(widths[i]))
            .join(' | ')} |`,
      )
      .join('\n')}`,
  );
});
