import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
} from 'node:fs';
import path from 'node:path';
import { textAt, waitUntil } from './await.mjs';
import { PORTS, PORT_OFFSET, portVariables } from './ports.mjs';
import { start } from './processes.mjs';
import { Fault } from './say.mjs';
import { ROOT } from './toolchain.mjs';

const CLI = path.join(ROOT, 'node_modules/.bin/backstage-cli');
const TRANSFORM = path.join(
  ROOT,
  'node_modules/@backstage/cli/config/nodeTransform.cjs',
);

/** Where the embedded lab and the logs of all three processes live. */
export const LAB = path.join(
  ROOT,
  '.lab',
  // Each portal of this checkout has a lab of its own.
  PORT_OFFSET ? `offset-${PORT_OFFSET}` : '',
);

export { PORTS };

/** How long a process may take until it answers, in milliseconds. */
const READY_MS = 300_000;

function logTo(directory, name) {
  mkdirSync(directory, { recursive: true });
  const file = createWriteStream(path.join(directory, `${name}.log`));
  return line => file.write(`${line}\n`);
}

/** Rejects when a process ends that was to go on; the message says where to look. */
export function diedEarly(running) {
  return running.ended.then(({ code, signal, error }) => {
    const tail = running.lastLines.slice(-15).join('\n');
    throw new Fault(
      `The ${running.name} stopped (${
        error?.message ?? signal ?? `exit code ${code}`
      }). The end of its output:\n\n${tail}`,
    );
  });
}

async function ready(running, condition) {
  const stopped = new AbortController();
  try {
    const result = await Promise.race([
      waitUntil(condition, { timeoutMs: READY_MS, signal: stopped.signal }),
      diedEarly(running),
    ]);
    if (!result) {
      const tail = running.lastLines.slice(-15).join('\n');
      throw new Fault(
        `The ${running.name} did not answer within ${
          READY_MS / 1000
        } s. The end of its output:\n\n${tail}`,
      );
    }
    return result;
  } finally {
    stopped.abort();
  }
}

/**
 * Starts the embedded lab and waits until it answers.
 *
 * @returns the process, its addresses, and all variables that
 * app-config.sandbox.yaml reads, the tokens among them
 */
export async function startLab({
  node,
  env,
  directory = LAB,
  tree,
  scenario,
  ports = PORTS,
  extraArgs = [],
}) {
  // Here, not at the top: there are no packages yet when this file is loaded.
  const { NODE_FLAGS, bundle } = await import(
    '../packages/sandbox/scripts/bundle.mjs'
  );
  const log = logTo(directory, 'sandbox');
  let announced;
  const running = start(
    'embedded lab',
    node,
    [
      ...NODE_FLAGS,
      bundle(),
      '--state',
      directory,
      '--tree',
      tree,
      '--kubernetes-port',
      String(ports.kubernetes),
      '--forge-port',
      String(ports.forge),
      '--admin-port',
      String(ports.scenarios),
      '--with-parent',
      ...(scenario ? ['--scenario', scenario] : []),
      ...extraArgs,
    ],
    {
      cwd: ROOT,
      env,
      onLine: line => {
        log(line);
        if (line.startsWith('{"ready"')) {
          announced = JSON.parse(line);
        }
      },
    },
  );
  const lab = await ready(running, () => announced);
  return {
    running,
    lab,
    variables: { ...labAddresses({ directory, ports }), ...labTokens(lab) },
  };
}

/**
 * What app-config.sandbox.yaml reads of a lab before it runs: enough for the
 * app, which is bundled meanwhile and never sees a token.
 */
export function labAddresses({ directory = LAB, ports = PORTS } = {}) {
  return {
    HOMESTAGE_SANDBOX_FORGE_URL: `http://localhost:${ports.forge}`,
    HOMESTAGE_SANDBOX_FORGE_HOST: `localhost:${ports.forge}`,
    HOMESTAGE_SANDBOX_KUBERNETES_URL: `https://127.0.0.1:${ports.kubernetes}`,
    HOMESTAGE_SANDBOX_KUBERNETES_CA_FILE: path.join(
      directory,
      'kubernetes/ca.crt',
    ),
    HOMESTAGE_SANDBOX_TALOSCONFIG: path.join(
      directory,
      'talos/talosconfig-reader',
    ),
    HOMESTAGE_SANDBOX_TALOSCONFIG_OPERATOR: path.join(
      directory,
      'talos/talosconfig-operator',
    ),
    HOMESTAGE_SANDBOX_TALOSCONFIG_ADMIN: path.join(
      directory,
      'talos/talosconfig-admin',
    ),
  };
}

function labTokens({ kubernetes, forge }) {
  const read = file => readFileSync(file, 'utf8').trim();
  return {
    HOMESTAGE_SANDBOX_FORGE_TOKEN: read(forge.tokenFile),
    HOMESTAGE_SANDBOX_KUBERNETES_TOKEN: read(kubernetes.tokenFiles.viewer),
  };
}

/**
 * Starts the backend in development mode. `watch` starts it again whenever one
 * of its sources changes, at the price of a second process.
 */
export function startBackend({ node, env, configs, directory = LAB, watch }) {
  const [command, ...args] = watch
    ? [CLI, 'package', 'start']
    : [node, '--enable-source-maps', '--require', TRANSFORM, 'src/index.ts'];
  return start('backend', command, [...args, ...configArgs(configs)], {
    cwd: path.join(ROOT, 'packages/backend'),
    env: { ...env, ...portVariables() },
    onLine: logTo(directory, 'backend'),
  });
}

/** Starts the development server of the app. */
export function startApp({ env, configs, directory = LAB }) {
  return start('app', CLI, ['package', 'start', ...configArgs(configs)], {
    cwd: path.join(ROOT, 'packages/app'),
    env: { ...env, ...portVariables(), BROWSER: 'none' },
    onLine: logTo(directory, 'app'),
  });
}

function configArgs(configs) {
  return configs.flatMap(config => ['--config', path.resolve(ROOT, config)]);
}

/** Resolves when the backend says that all its plugins are ready. */
export function backendReady(running, url) {
  return ready(running, () => textAt(`${url}/.backstage/health/v1/readiness`));
}

/** Resolves when the page and the script it loads are really served. */
export function appReady(running, url) {
  return ready(running, async () => {
    const page = await textAt(url);
    const script = page && /<script[^>]+src="([^"]+)"/.exec(page)?.[1];
    return script && (await textAt(new URL(script, url)));
  });
}

/** Where people name their own lab, unless they say where else. */
const OWN_LAB = 'app-config.local.yaml';

/**
 * The configuration files of the lab that a person chose, in order: the one
 * that `config` names, else their own where there is one, else the embedded lab.
 */
export function chosenConfigs({ sandbox, config }) {
  if (sandbox && config) {
    throw new Fault(
      '--sandbox runs the embedded lab and --config names another. Leave out one of them.',
    );
  }
  const own = path.resolve(
    ROOT,
    config ? path.resolve(process.env.INIT_CWD ?? '', config) : OWN_LAB,
  );
  if (config && !existsSync(own)) {
    throw new Fault(`--config ${config}: there is no such file.`);
  }
  return !sandbox && existsSync(own)
    ? { configs: ['app-config.yaml', own], isEmbedded: false, own }
    : {
        configs: ['app-config.yaml', 'app-config.sandbox.yaml'],
        isEmbedded: true,
      };
}
