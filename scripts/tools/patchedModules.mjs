import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { Fault } from '../say.mjs';
import { ROOT } from '../toolchain.mjs';
import { TOOL_MODULES, downloadModule } from './goModule.mjs';

/** Where go.mod files with a local `replace` look for the patched copy. */
const PATCHED = path.join(ROOT, '.tools/patched');

/** The folder a group's go.mod replaces a module with, and the version it stands for. */
function replacement(group, module) {
  const text = readFileSync(path.join(TOOL_MODULES, group, 'go.mod'), 'utf8');
  const escaped = module.replace(/[.]/g, '\\.');
  const found = new RegExp(
    `^\\s*(?:replace )?${escaped} => \\.\\./\\.\\./\\.tools/patched/(\\S+-(v[^-\\s]\\S*))$`,
    'm',
  ).exec(text);
  if (!found) {
    throw new Fault(
      `tools/${group}/go.mod must replace ${module} with ../../.tools/patched/NAME-VERSION, because its recipe patches it.`,
    );
  }
  return { folder: path.join(PATCHED, found[1]), version: found[2] };
}

/** Makes the patched copy of a module that a group's go.mod builds with. */
export async function ensurePatched(group, patch) {
  const { folder, version } = replacement(group, patch.module);
  const stamp = `${folder}.stamp`;
  const wanted = createHash('sha256')
    .update(JSON.stringify([version, patch]))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return;
  }
  mkdirSync(PATCHED, { recursive: true });
  const original = await downloadModule(patch.module, version, {
    cwd: PATCHED,
  });
  const copy = `${folder}.${process.pid}`;
  cpSync(original.folder, copy, { recursive: true });
  makeWritable(copy);
  for (const [file, text] of Object.entries(patch.add ?? {})) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    writeFileSync(path.join(copy, file), text);
  }
  for (const [file, [from, to]] of Object.entries(patch.replace ?? {})) {
    const text = readFileSync(path.join(copy, file), 'utf8');
    if (!text.includes(from)) {
      throw new Fault(
        `${patch.module} ${version}: ${file} no longer has '${from}'. Mend its patch in scripts/tools/recipes.mjs.`,
      );
    }
    writeFileSync(path.join(copy, file), text.replaceAll(from, to));
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(copy, folder);
  writeFileSync(stamp, wanted);
}

/** The module cache is read-only, and so is what is copied from it. */
export function makeWritable(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, {
    withFileTypes: true,
    recursive: true,
  })) {
    chmodSync(
      path.join(entry.parentPath, entry.name),
      entry.isDirectory() ? 0o755 : 0o644,
    );
  }
}
