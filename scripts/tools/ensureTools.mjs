import { spawnSync } from 'node:child_process';
import { canInstall, installPackages } from '../debian.mjs';
import { isInstalled } from '../processes.mjs';
import { Fault, say } from '../say.mjs';
import {
  buildTool,
  fetchTool,
  isBuilt,
  linkTool,
  toolOf,
} from './buildTool.mjs';
import { requiredGo } from './goModule.mjs';
import { RECIPES } from './recipes.mjs';

/** How often a long build says that it goes on, in milliseconds. */
const HEARTBEAT_MS = 30_000;

const INSTALL_GO =
  'Install it from https://go.dev/dl, then run the command again.';

/** The version of Go on this machine, or what is to be done about it. */
function findGo(recipes) {
  const { status, stdout } = spawnSync('go', ['env', 'GOVERSION'], {
    encoding: 'utf8',
  });
  const oldest = recipes
    .map(({ group }) => requiredGo(group))
    .reduce((a, b) => (isOlder(a, b) ? b : a));
  if (status !== 0) {
    return {
      fault: `The real components are built with Go ${oldest} or newer, and no Go was found. ${INSTALL_GO}`,
    };
  }
  const version = stdout.trim().replace(/^go/, '').split(' ')[0];
  return isOlder(version, oldest)
    ? {
        fault: `The real components are built with Go ${oldest} or newer (this is ${version}). ${INSTALL_GO}`,
      }
    : { version };
}

/** One sentence on why the named programs cannot be built here, when they cannot. */
export function goFault(names) {
  return findGo(chosen(names)).fault;
}

function isOlder(version, than) {
  const [a, b] = [version, than].map(text => text.split('.').map(Number));
  const at = [0, 1, 2].find(i => (a[i] ?? 0) !== (b[i] ?? 0));
  return at !== undefined && (a[at] ?? 0) < (b[at] ?? 0);
}

function chosen(names) {
  const known = RECIPES.map(({ name }) => name);
  const unknown = names.find(name => !known.includes(name));
  if (unknown) {
    throw new Fault(
      `There is no tool '${unknown}'. Tools: ${known.join(
        ', ',
      )}; none means all.`,
    );
  }
  return names.length > 0
    ? RECIPES.filter(({ name }) => names.includes(name))
    : RECIPES;
}

async function withHeartbeat(what, work) {
  const startedAt = performance.now();
  const seconds = () => Math.round((performance.now() - startedAt) / 1000);
  const timer = setInterval(
    () => say(`  ${what}: ${seconds()} s so far ...`),
    HEARTBEAT_MS,
  );
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return seconds();
}

async function installCompiler() {
  const fault =
    'Gitea is built with a C compiler, and none was found. Install one (Debian: apt install gcc libc6-dev), then run the command again.';
  if (!canInstall()) {
    throw new Fault(fault);
  }
  say('Installing a C compiler from Debian ...');
  await installPackages(['gcc', 'libc6-dev'], { fault });
}

/**
 * Builds the named programs (all, when none is named) that are not there yet at
 * their pinned versions. One is compiled at a time, on two cores, while the
 * modules of the next are brought.
 *
 * @returns the programs by name, each with its version, file and folder
 */
export async function ensureTools(names = []) {
  const recipes = chosen(names);
  const { version: go, fault } = findGo(recipes);
  if (fault) {
    throw new Fault(fault);
  }
  const tools = recipes.map(recipe => toolOf(recipe, go));
  const missing = tools.filter(tool => !isBuilt(tool));
  if (missing.some(({ needsC }) => needsC) && !isInstalled('cc')) {
    await installCompiler();
  }
  const startedAt = performance.now();
  let fetching = missing[0] && fetchTool(missing[0]);
  for (const [index, tool] of missing.entries()) {
    const next = missing[index + 1];
    const what = `[${index + 1}/${missing.length}] ${tool.name} ${
      tool.version
    }`;
    say(`${what} ...`);
    const seconds = await withHeartbeat(what, async () => {
      await fetching;
      fetching = next && fetchTool(next);
      // Its fault is thrown where it is awaited, at the next program.
      fetching?.catch(() => undefined);
      await buildTool(tool);
    });
    linkTool(tool);
    say(`${what}: ${seconds} s`);
  }
  tools.filter(tool => !missing.includes(tool)).forEach(linkTool);
  if (missing.length > 0) {
    const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
    say(`${missing.length} programs built in ${minutes} min.`);
  }
  return Object.fromEntries(tools.map(tool => [tool.name, tool]));
}
