import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { runToEnd } from '../processes.mjs';
import { ROOT } from '../toolchain.mjs';
import {
  TOOL_MODULES,
  downloadModule,
  goEnvironment,
  requiredVersion,
} from './goModule.mjs';
import { ensurePatched, makeWritable } from './patchedModules.mjs';

/** Where built programs are kept: `<name>-<version>-<hash>/<name>`, and links in `bin`. */
export const REAL = path.join(ROOT, '.tools/real');

/**
 * A program with its version and the folder it is kept in. The hash is of all
 * that decides what is built: the pins, the recipe, Go and the platform.
 */
export function toolOf(recipe, goVersion) {
  const version = requiredVersion(recipe.group, recipe.module);
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum', ...(recipe.sources ?? [])]) {
    hash.update(readFileSync(path.join(TOOL_MODULES, recipe.group, file)));
  }
  hash.update(
    JSON.stringify([
      recipe,
      recipe.variables?.(version),
      goVersion,
      process.platform,
      process.arch,
    ]),
  );
  const folder = path.join(
    REAL,
    `${recipe.name}-${version}-${hash.digest('hex').slice(0, 12)}`,
  );
  return { ...recipe, version, folder, file: path.join(folder, recipe.name) };
}

export function isBuilt(tool) {
  return existsSync(tool.file);
}

function packageOf({ module, command, sources }) {
  if (sources) {
    return '.';
  }
  return command ? `${module}/${command}` : module;
}

/** Brings the modules that a program is built from, and no others. */
export async function fetchTool(tool) {
  for (const patch of tool.patches ?? []) {
    await ensurePatched(tool.group, patch);
  }
  await runToEnd('go', ['list', '-deps', ...tags(tool), packageOf(tool)], {
    cwd: path.join(TOOL_MODULES, tool.group),
    env: goEnvironment(tool),
    fault: `The modules of ${tool.name} ${tool.version} could not be brought. Check the network (or \`go env GOPROXY\`), then run the command again.`,
  });
}

function tags(tool) {
  return tool.tags ? [`-tags=${tool.tags.join(',')}`] : [];
}

/** Compiles a program into its folder; the folder appears whole or not at all. */
export async function buildTool(tool) {
  const cwd = path.join(TOOL_MODULES, tool.group);
  const partial = `${tool.folder}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  const variables = Object.entries(tool.variables?.(tool.version) ?? {});
  const linker = [
    '-s',
    '-w',
    ...variables.map(([name, value]) => `-X '${name}=${value}'`),
  ];
  try {
    await runToEnd(
      'go',
      [
        'build',
        ...tags(tool),
        `-ldflags=${linker.join(' ')}`,
        '-o',
        path.join(partial, tool.name),
        packageOf(tool),
      ],
      {
        cwd,
        env: goEnvironment(tool),
        fault: `${tool.name} ${tool.version} could not be built from tools/${tool.group}.`,
      },
    );
    await copyAssets(tool, partial);
    rmSync(tool.folder, { recursive: true, force: true });
    renameSync(partial, tool.folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** Files that a program reads when it runs, so that it needs no module cache. */
async function copyAssets(tool, target) {
  if (!tool.assets) {
    return;
  }
  const { folder } = await downloadModule(tool.module, tool.version, {
    cwd: path.join(TOOL_MODULES, tool.group),
  });
  for (const asset of tool.assets) {
    const copy = path.join(target, 'assets', asset);
    cpSync(path.join(folder, asset), copy, { recursive: true });
    makeWritable(copy);
  }
}

/** Lets `bin/<name>` name the version that is pinned now. */
export function linkTool(tool) {
  const bin = path.join(REAL, 'bin');
  mkdirSync(bin, { recursive: true });
  const link = path.join(bin, tool.name);
  const partial = `${link}.${process.pid}`;
  symlinkSync(path.relative(bin, tool.file), partial);
  renameSync(partial, link);
}
