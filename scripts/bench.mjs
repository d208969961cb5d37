// The figures of docs/figures.md, measured in one run on this machine: what the
// portal costs its clusters and its viewers, and what a stock one costs beside.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measureTable } from './bench/bigTable.mjs';
import { Figures } from './bench/figures.mjs';
import { addFluxObjects } from './bench/fluxObjects.mjs';
import { timeList, timeUnchanged } from './bench/httpList.mjs';
import { KubernetesApi } from './bench/kubernetesApi.mjs';
import { startOpenIdProvider } from './bench/openIdProvider.mjs';
import { percentile } from './bench/percentile.mjs';
import { cpuMs, residentBytes } from './bench/processCost.mjs';
import {
  PERSON,
  PRODUCTION_URL,
  deploy,
  startProduction,
} from './bench/production.mjs';
import { timePullRequests } from './bench/pullRequests.mjs';
import { guestHeaders, signIn } from './bench/signIn.mjs';
import { measureTree } from './bench/treeCost.mjs';
import { measureTalos } from './bench/talosCost.mjs';
import {
  changesToPixel,
  openBrowser,
  requestsOfViewers,
} from './bench/viewers.mjs';
import { ensureBrowser } from './browser.mjs';
import { ensureDocs } from './docs.mjs';
import { checkPorts } from './ports.mjs';
import {
  LAB,
  PORTS,
  appReady,
  backendReady,
  chosenConfigs,
  labAddresses,
  startApp,
  startBackend,
  startLab,
} from './portal.mjs';
import { stop, stopAll } from './processes.mjs';
import { run, say } from './say.mjs';
import {
  ROOT,
  checkMachine,
  ensurePackages,
  ensureToolchain,
} from './toolchain.mjs';

/** The development server. */
const APP = `http://localhost:${PORTS.app}`;
/** The backend in development mode. */
const BACKEND = `http://localhost:${PORTS.backend}`;
const PORTAL_USER = 'viewer';

/** How long the backend reads its clusters and its tree before it is weighed. */
const SETTLE_MS = 30_000;
const SETTLE_AFTER_ADDING_MS = 90_000;
const REQUESTS = 200;
/**
 * Not counted: V8 compiles what runs often in several steps, and the last of them
 * comes after some hundred requests.
 */
const WARM_UP_REQUESTS = 400;
const CHANGES = 50;
const VIEWERS = 20;
const PULL_REQUESTS = 10;
/** Starts of each kind, in turns: what loads the machine meanwhile loads both. */
const STARTS = 3;

const p50 = samples => percentile(samples, 0.5);
const p95 = samples => percentile(samples, 0.95);
const rest = ms =>
  new Promise(resolve => {
    setTimeout(resolve, ms);
  });

/** `npm start` once more, as a person would; the embedded lab then goes on. */
async function measureStart(figures, toolchain) {
  const { configs } = chosenConfigs({ sandbox: true });
  const env = { ...toolchain.env, NODE_ENV: 'development' };
  const startedAt = performance.now();
  const app = startApp({ env: { ...env, ...labAddresses() }, configs });
  const lab = await startLab({
    ...toolchain,
    tree: path.join(ROOT, 'infra'),
    directory: LAB,
    ports: PORTS,
  });
  const startDevelopmentBackend = async () => {
    const backend = startBackend({
      node: toolchain.node,
      env: { ...env, ...lab.variables },
      configs,
    });
    await backendReady(backend, BACKEND);
    return backend;
  };
  const [backend] = await Promise.all([
    startDevelopmentBackend(),
    appReady(app, APP),
  ]);
  figures.record(
    'npm start, second start, to a usable page',
    performance.now() - startedAt,
    { unit: 's', below: 20_000 },
  );
  await Promise.all([stop(backend), stop(app)]);
  return { ...lab, startDevelopmentBackend };
}

/** How long the deployed backend takes to start, with and without our plugins. */
async function measureProductionStarts(figures, options) {
  const took = { ours: [], stock: [] };
  const work = { ours: [], stock: [] };
  for (let i = 0; i < STARTS; i += 1) {
    for (const kind of ['stock', 'ours']) {
      const { running, startMs } = await startProduction({
        ...options,
        isStock: kind === 'stock',
      });
      took[kind].push(startMs);
      work[kind].push(cpuMs(running.child));
      await stop(running);
    }
  }
  for (const [what, samples, budget] of [
    ['backend start in production mode', took, { below: 1_000 }],
    ['backend start in production mode, CPU time', work, {}],
  ]) {
    figures.record(what, p50(samples.ours), { unit: 's' });
    figures.record(
      '... added by our plugins to a stock one',
      p50(samples.ours) - p50(samples.stock),
      { unit: 's', ...budget },
    );
  }
}

async function measureViewers(figures, { api, context, windowMs }) {
  const flux = {
    context,
    api,
    user: PORTAL_USER,
    windowMs,
    url: `${PRODUCTION_URL}/flux/resources`,
    text: 'rows',
  };
  const requests = `Kubernetes API requests in ${windowMs / 1000} s`;
  const one = await requestsOfViewers({ ...flux, viewers: 1 });
  figures.record(`${requests}, 1 viewer of the Flux page`, one, {
    unit: 'count',
  });
  const many = await requestsOfViewers({ ...flux, viewers: VIEWERS });
  figures.record(`${requests}, ${VIEWERS} viewers of the Flux page`, many, {
    unit: 'count',
  });
  figures.record(
    '... caused by one more viewer',
    Math.max(0, many - one) / (VIEWERS - 1),
    { unit: 'count', atMost: 0 },
  );
  const stock = await requestsOfViewers({
    ...flux,
    url: `${PRODUCTION_URL}/catalog/default/component/sonarr/kubernetes`,
    text: 'Your Clusters',
    viewers: 1,
  });
  figures.record(
    `${requests}, 1 viewer of the stock Kubernetes tab`,
    Math.max(0, stock - one),
    { unit: 'count' },
  );
}

/** What one asker costs: in time on the clock, and in work of the backend. */
async function measureList(figures, { running, headers, backend, mode }) {
  const question = {
    url: `${backend}/api/flux/resources`,
    headers,
    requests: REQUESTS,
  };
  await timeList({ ...question, requests: WARM_UP_REQUESTS });
  const workedMs = [cpuMs(running.child)];
  const whole = await timeList(question);
  workedMs.push(cpuMs(running.child));
  const unchanged = await timeUnchanged(question);
  workedMs.push(cpuMs(running.child));
  const isBudget = mode === 'production';
  const list = `list of ${whole.rows} Flux objects, ${mode} mode`;
  const ms = { unit: 'ms' };
  figures.record(`${list}, p50`, p50(whole.samples), ms);
  figures.record(`${list}, p95`, p95(whole.samples), {
    ...ms,
    ...(isBudget ? { below: 25 } : {}),
  });
  figures.record(
    '... CPU time each',
    (workedMs[1] - workedMs[0]) / REQUESTS,
    ms,
  );
  figures.record(`unchanged (304), ${mode} mode, p95`, p95(unchanged), ms);
  figures.record(
    '... CPU time each',
    (workedMs[2] - workedMs[1]) / REQUESTS,
    ms,
  );
  if (isBudget) {
    figures.record('bytes per row', whole.bytesPerRow, {
      unit: 'bytes',
      atMost: 300,
    });
  }
}

async function measureChanges(figures, { api, context }) {
  const samples = await changesToPixel({
    context,
    api,
    url: `${PRODUCTION_URL}/flux/resources?q=name%3Abench-7+kind%3AKustomization`,
    name: 'bench-7',
    changes: CHANGES,
  });
  const what = 'object changed to pixel changed';
  figures.record(`${what}, p50 of ${CHANGES}`, p50(samples), { unit: 'ms' });
  figures.record(`${what}, p95 of ${CHANGES}`, p95(samples), {
    unit: 'ms',
    below: 500,
  });
}

async function measureBigTable(figures, options) {
  const table = await measureTable({
    ...options,
    answerUrl: `${PRODUCTION_URL}/api/flux/resources`,
    from: `${PRODUCTION_URL}/flux`,
    link: '/flux/resources',
  });
  const ms = { unit: 'ms' };
  const what = `table of ${table.rows} rows`;
  figures.record(`${what}, from click to first paint`, table.firstPaintMs, {
    ...ms,
    below: 1_000,
  });
  figures.record('... CPU time of the page', table.paintCpuMs, ms);
  figures.record(`${what}, keystroke to next paint, p95`, p95(table.keyMs), {
    ...ms,
    below: 50,
  });
  figures.record(
    `${what}, keystroke to its rows, p95`,
    p95(table.followMs),
    ms,
  );
}

/** Everything that is measured on the portal as it is deployed. */
async function measureProduction(figures, options) {
  const { api, browser, lab, toolchain, windowMs, objects, tableRows } =
    options;
  const provider = await startOpenIdProvider(PERSON);
  const production = { ...toolchain, variables: lab.variables, provider };
  try {
    await measureProductionStarts(figures, production);
    const { running } = await startProduction(production);
    const context = await browser.newContext();
    const headers = await signIn(context, PRODUCTION_URL);
    await rest(SETTLE_MS);
    const weigh = (when, budget = {}) =>
      figures.record(
        `backend memory in production mode, RSS, ${when}`,
        residentBytes(running.child),
        { unit: 'MB', ...budget },
      );
    weigh('half a minute after its start', { below: 400e6 });
    await measureViewers(figures, { api, context, windowMs });
    await measureTalos(figures, {
      api,
      context,
      windowMs,
      admin: lab.lab.admin.url,
      adminTokenFile: lab.lab.kubernetes.tokenFiles.admin,
      url: PRODUCTION_URL,
      toolchain,
    });
    weigh(`after ${VIEWERS} viewers`, { below: 400e6 });
    await addFluxObjects(api, objects);
    // The catalog makes an app of each Kustomization meanwhile.
    await rest(SETTLE_AFTER_ADDING_MS);
    await measureList(figures, {
      running,
      headers,
      backend: PRODUCTION_URL,
      mode: 'production',
    });
    await measureChanges(figures, { api, context });
    weigh(`after all this with ${2 * objects} more objects`);
    await measureBigTable(figures, { context, headers, count: tableRows });
    await context.close();
    await stop(running);
    await measureDevelopment(figures, lab);
  } finally {
    provider.stop();
  }
}

/** The same list from a backend in development mode, for comparison, and what its guest may do. */
async function measureDevelopment(
  figures,
  { startDevelopmentBackend, ...lab },
) {
  const running = await startDevelopmentBackend();
  const headers = await guestHeaders(BACKEND);
  await measureList(figures, {
    running,
    headers,
    backend: BACKEND,
    mode: 'development',
  });
  const samples = await timePullRequests({
    backend: BACKEND,
    signIn: () => guestHeaders(BACKEND),
    forge: {
      url: lab.variables.HOMESTAGE_SANDBOX_FORGE_URL,
      token: lab.variables.HOMESTAGE_SANDBOX_FORGE_TOKEN,
    },
    times: PULL_REQUESTS,
  });
  const what = 'from create to the pull request, development mode';
  figures.record(`${what}, p50 of ${PULL_REQUESTS}`, p50(samples), {
    unit: 'ms',
  });
  figures.record(`${what}, p95`, p95(samples), { unit: 'ms' });
  await stop(running);
}

run(async () => {
  const { values } = parseArgs({
    options: {
      // Kustomizations, and as many HelmReleases.
      objects: { type: 'string', default: '1000' },
      rows: { type: 'string', default: '10000' },
      // Seconds that requests of viewers are counted for.
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
  const figures = new Figures();
  try {
    say('Building the portal as it is deployed ...');
    await deploy(toolchain);
    say('Measuring (about ten minutes) ...');
    await measureTree(figures, toolchain);
    const lab = await measureStart(figures, toolchain);
    const api = new KubernetesApi({
      url: lab.lab.kubernetes.url,
      caFile: lab.lab.kubernetes.caFile,
      tokenFile: lab.lab.kubernetes.tokenFiles.admin,
    });
    await measureProduction(figures, {
      api,
      browser,
      lab,
      toolchain,
      windowMs: Number(values.window) * 1000,
      objects: Number(values.objects),
      tableRows: Number(values.rows),
    });
    api.stop();
  } finally {
    await browser.close();
    await stopAll();
  }
  figures.print();
});
