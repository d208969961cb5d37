import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runToEnd } from '../processes.mjs';
import { Fault } from '../say.mjs';
import { ROOT } from '../toolchain.mjs';

/** Where the modules that pin the real programs lie. */
export const TOOL_MODULES = path.join(ROOT, 'tools');

/** What every Go command here runs with: nothing is resolved, nothing is changed. */
export function goEnvironment({ needsC = false } = {}) {
  return {
    ...process.env,
    CGO_ENABLED: needsC ? '1' : '0',
    GOTOOLCHAIN: 'local',
    GOWORK: 'off',
    GOFLAGS: '-mod=readonly -buildvcs=false -trimpath -p=2',
    // Two compilers and a linker at once stay below 8 GiB.
    GOMEMLIMIT: '2500MiB',
  };
}

/** The version at which a group's go.mod requires a module. */
export function requiredVersion(group, module) {
  const file = path.join(TOOL_MODULES, group, 'go.mod');
  const escaped = module.replace(/[.]/g, '\\.');
  const found = new RegExp(
    `^\\s*(?:require )?${escaped} (v\\S+)(?: // indirect)?$`,
    'm',
  ).exec(readFileSync(file, 'utf8'));
  if (!found) {
    throw new Fault(
      `tools/${group}/go.mod does not require ${module}. Add it with \`go get ${module}@VERSION\` in that folder.`,
    );
  }
  return found[1];
}

/** The oldest Go that a group's go.mod accepts. */
export function requiredGo(group) {
  const text = readFileSync(path.join(TOOL_MODULES, group, 'go.mod'), 'utf8');
  return /^go (\S+)$/m.exec(text)[1];
}

/**
 * Brings one version of a module from the Go module proxy.
 *
 * @returns its folder in the module cache, and its checksum as go.sum writes it
 */
export async function downloadModule(module, version, { cwd }) {
  const output = await runToEnd(
    'go',
    ['mod', 'download', '-json', `${module}@${version}`],
    {
      cwd,
      env: { ...goEnvironment(), GOFLAGS: '-mod=mod' },
      fault: `The Go module ${module} ${version} could not be brought. Check the network (or \`go env GOPROXY\`), then run the command again.`,
    },
  );
  const { Dir: folder, Sum: sum } = JSON.parse(
    output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1),
  );
  return { folder, sum };
}
