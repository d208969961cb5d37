// Brings everything that a fresh clone lacks, then runs the portal: beside the
// embedded lab, or for the lab that app-config.local.yaml names.
import { existsSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDocs } from './docs.mjs';
import { PORTS, checkPorts } from './ports.mjs';
import {
  LAB,
  appReady,
  backendReady,
  chosenConfigs,
  diedEarly,
  labAddresses,
  startApp,
  startBackend,
  startLab,
} from './portal.mjs';
import { stopAll } from './processes.mjs';
import { Fault, run, say } from './say.mjs';
import {
  ROOT,
  checkMachine,
  ensurePackages,
  ensureToolchain,
} from './toolchain.mjs';

const USAGE = `Usage: npm start -- [options]
  --tree PATH       serve this folder as the embedded lab's Git tree (default: infra)
  --scenario NAME   start the embedded lab with one of packages/sandbox/scenarios
  --reset           forget what was merged and changed in the embedded lab so far
  --config FILE     the lab that this file names (default: app-config.local.yaml, if it exists)
  --sandbox         run the embedded lab even though app-config.local.yaml exists
  --watch           start the backend again whenever its sources change
  --help

HOMESTAGE_PORT_OFFSET=100 adds 100 to every port, for a portal beside another.`;

function readArguments() {
  try {
    return parseArgs({
      options: {
        tree: { type: 'string' },
        scenario: { type: 'string' },
        reset: { type: 'boolean', default: false },
        config: { type: 'string' },
        sandbox: { type: 'boolean', default: false },
        watch: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new Fault(`${error.message}\n\n${USAGE}`);
  }
}

function checkTree(tree) {
  const directory = path.resolve(process.env.INIT_CWD ?? process.cwd(), tree);
  if (!existsSync(directory) || !statSync(directory).isDirectory()) {
    throw new Fault(`--tree ${tree}: there is no such folder.`);
  }
  return directory;
}

async function startEverything(options, { isEmbedded, configs, own }) {
  const tree = options.tree
    ? checkTree(options.tree)
    : path.join(ROOT, 'infra');
  const { app, backend, ...labPorts } = PORTS;
  await checkPorts({ app, backend, ...(isEmbedded ? labPorts : {}) });
  const toolchain = await ensureToolchain();
  const [docsFault] = await Promise.all([
    ensureDocs(),
    ensurePackages(toolchain),
  ]);

  const startedAt = performance.now();
  const env = { ...toolchain.env, NODE_ENV: 'development' };
  if (options.reset && isEmbedded) {
    rmSync(LAB, { recursive: true, force: true });
  }
  const appUrl = `http://localhost:${PORTS.app}`;
  say(
    isEmbedded
      ? 'Starting embedded lab, backend and app ...'
      : 'Starting backend and app ...',
  );
  // The app is bundled while the lab and the backend start.
  const appProcess = startApp({
    env: { ...env, ...(isEmbedded ? labAddresses() : {}) },
    configs,
  });
  const lab = isEmbedded
    ? await startLab({ ...toolchain, tree, scenario: options.scenario })
    : undefined;
  const backendProcess = startBackend({
    node: toolchain.node,
    env: { ...env, ...lab?.variables },
    configs,
    watch: options.watch,
  });
  await Promise.all([
    backendReady(backendProcess, `http://localhost:${PORTS.backend}`),
    appReady(appProcess, appUrl),
  ]);
  announce({
    appUrl,
    lab: lab?.lab,
    own,
    docsFault,
    seconds: Math.round((performance.now() - startedAt) / 1000),
  });
  return [...(lab ? [lab.running] : []), backendProcess, appProcess];
}

function announce({ appUrl, lab, own, docsFault, seconds }) {
  const here = file => path.relative(process.cwd(), file);
  const lines = [
    '',
    `  Homestage is ready:  ${appUrl}        (${seconds} s)`,
    ...(lab
      ? [
          '',
          `  Embedded lab         forge ${lab.forge.url}`,
          `                       kubectl --kubeconfig ${here(
            lab.kubernetes.kubeconfig,
          )} get nodes`,
          '  Your own lab         copy app-config.local.example.yaml to app-config.local.yaml',
        ]
      : [
          '',
          `  The lab of ${here(
            own,
          )}; \`npm start -- --sandbox\` runs the embedded one.`,
        ]),
    ...(docsFault ? ['', `  ${docsFault}`] : []),
    '',
    `  Logs are in ${here(LAB)}; Ctrl-C stops everything.`,
    '',
  ];
  say(lines.join('\n'));
}

run(async () => {
  const options = readArguments();
  if (options.help) {
    say(USAGE);
    return;
  }
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, async () => {
      if (isStopping) {
        return;
      }
      isStopping = true;
      say('\nStopping ...');
      await stopAll();
      process.exit(0);
    });
  }
  checkMachine();
  const chosen = chosenConfigs(options);
  if (options.tree && !chosen.isEmbedded) {
    throw new Fault(
      '--tree is for the embedded lab, and app-config.local.yaml or --config names your own. Add --sandbox.',
    );
  }
  try {
    const processes = await startEverything(options, chosen);
    await Promise.race(processes.map(diedEarly));
  } catch (error) {
    if (!isStopping) {
      await stopAll();
      throw error;
    }
  }
});
