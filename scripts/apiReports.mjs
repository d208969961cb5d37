// Writes each package's report.api.md; with --ci it fails where a report is not what
// the code promises.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from './toolchain.mjs';

/** The compiler that API Extractor reads declarations with. */
function findCompiler() {
  const fromRoot = createRequire(path.join(ROOT, 'package.json'));
  const fromTools = createRequire(
    fromRoot.resolve('@backstage/repo-tools/package.json'),
  );
  const fromExtractor = createRequire(
    fromTools.resolve('@microsoft/api-extractor'),
  );
  return fromExtractor.resolve('typescript/bin/tsc');
}

/** @returns whether the command ended well */
function runNode(args) {
  return (
    spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' })
      .status === 0
  );
}

// Without a stable order the members of a union in one package's declarations follow
// what the compiler met first in any other, and reports change with code far away.
const ended =
  runNode([findCompiler(), '--incremental', 'false', '--stableTypeOrdering']) &&
  runNode([
    path.join(ROOT, 'node_modules/.bin/backstage-repo-tools'),
    'api-reports',
    '--validate-release-tags',
    // One pattern: with several the tool excludes nothing.
    '--exclude',
    'packages/@(app|backend|real-components|sandbox)',
    // Names that say all need no sentence; and workspace packages are read as
    // sources, which the tool takes for a fault.
    '--omit-messages',
    'ae-undocumented,ae-wrong-input-file-type',
    ...process.argv.slice(2),
  ]);
process.exitCode = ended ? 0 : 1;
