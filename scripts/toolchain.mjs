import { existsSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isInstalled, runToEnd } from './processes.mjs';
import { Fault, say } from './say.mjs';

export const ROOT = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '..',
);
const TOOLS = path.join(ROOT, '.tools');
const MODULES = path.join(TOOLS, 'node_modules');

/** What Backstage 1.55 runs on; the same for everybody, whatever the machine has. */
const NODE_VERSION = '24.21.0';
const YARN_VERSION = '4.13.0';
const OLDEST_NODE = 20;

const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Refuses a machine that cannot run Homestage, saying what to install. */
export function checkMachine() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) {
    throw new Fault(
      `Homestage needs Node ${OLDEST_NODE} or newer to start (this is ${process.versions.node}). Install a current Node, then run the command again.`,
    );
  }
  if (!isInstalled('git')) {
    throw new Fault(
      'Homestage needs git, and no git was found. Install it (Debian: apt install git), then run the command again.',
    );
  }
}

/**
 * Brings Node and Yarn into `.tools` unless they are there, and gives the
 * environment in which everything else runs.
 */
export async function ensureToolchain() {
  const nodePackage = `node-${
    process.platform === 'win32' ? 'win' : process.platform
  }-${process.arch}`;
  const nodeHome = path.join(MODULES, nodePackage);
  const yarn = path.join(MODULES, '@yarnpkg/cli-dist/bin/yarn.js');
  if (
    versionOf(nodeHome) !== NODE_VERSION ||
    versionOf(path.join(MODULES, '@yarnpkg/cli-dist')) !== YARN_VERSION
  ) {
    say(
      `Bringing Node ${NODE_VERSION} and Yarn ${YARN_VERSION} into .tools ...`,
    );
    mkdirSync(TOOLS, { recursive: true });
    await runToEnd(
      NPM,
      [
        'install',
        '--no-audit',
        '--no-fund',
        '--ignore-scripts',
        '--prefix',
        TOOLS,
        `${nodePackage}@${NODE_VERSION}`,
        `@yarnpkg/cli-dist@${YARN_VERSION}`,
      ],
      {
        fault:
          'Node and Yarn could not be brought from the npm registry. Check the network (or `npm config get registry`), then run the command again.',
        shell: process.platform === 'win32',
      },
    );
  }
  return toolchain(nodeHome, yarn);
}

/** A command named `yarn`, for the tools that call it by that name. */
function writeYarnCommand(node, yarn) {
  const directory = path.join(TOOLS, 'bin');
  mkdirSync(directory, { recursive: true });
  writeFileSync(
    path.join(directory, 'yarn'),
    `#!/bin/sh\nexec "${node}" "${yarn}" "$@"\n`,
    { mode: 0o755 },
  );
  return directory;
}

function toolchain(nodeHome, yarn) {
  const bin = path.join(nodeHome, 'bin');
  const node = path.join(bin, 'node');
  const commands = writeYarnCommand(node, yarn);
  const env = {
    ...process.env,
    PATH: [
      path.join(ROOT, 'node_modules/.bin'),
      commands,
      bin,
      path.join(ROOT, '.venv/bin'),
      process.env.PATH,
    ].join(path.delimiter),
    // Headers for native builds come with the package: nothing is downloaded.
    npm_config_nodedir: nodeHome,
  };
  return { node, yarn, env };
}

function versionOf(directory) {
  const manifest = path.join(directory, 'package.json');
  return existsSync(manifest)
    ? JSON.parse(readFileSync(manifest, 'utf8')).version
    : undefined;
}

/** Installs the packages that yarn.lock names, unless that was done already. */
export async function ensurePackages({ node, yarn, env }) {
  const stamp = path.join(TOOLS, 'installed');
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(ROOT, 'yarn.lock')))
    .update(readFileSync(path.join(ROOT, 'package.json')))
    .update(NODE_VERSION)
    .digest('hex');
  const isDone =
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === wanted &&
    existsSync(path.join(ROOT, 'node_modules/.yarn-state.yml'));
  if (isDone) {
    return;
  }
  say('Installing packages (a few minutes the first time) ...');
  await runToEnd(node, [yarn, 'install', '--immutable'], {
    cwd: ROOT,
    env: { ...env, ...(await registryOf(env)) },
    fault:
      'The packages could not be installed. Check the network, then run the command again.',
  });
  writeFileSync(stamp, wanted);
}

/** Yarn does not read .npmrc: hand on the registry that npm is set to, if any. */
async function registryOf(env) {
  if (env.YARN_NPM_REGISTRY_SERVER) {
    return {};
  }
  const output = await runToEnd(NPM, ['config', 'get', 'registry'], {
    fault: 'npm could not be asked for its registry.',
    shell: process.platform === 'win32',
  });
  const registry = output.split('\n').find(line => /^https?:/.test(line));
  return registry
    ? { YARN_NPM_REGISTRY_SERVER: registry.trim().replace(/\/$/, '') }
    : {};
}
