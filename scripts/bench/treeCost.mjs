import path from 'node:path';
import { runToEnd } from '../processes.mjs';
import { ROOT } from '../toolchain.mjs';

/** What it costs to read, resolve and lint a tree of 1,000 files, in a process of its own. */
export async function measureTree(figures, { node, env }) {
  const output = await runToEnd(
    node,
    [
      '--require',
      path.join(ROOT, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      path.join(ROOT, 'packages/gitops-tree/dev/bench.ts'),
    ],
    { cwd: ROOT, env, fault: 'The tree could not be measured.' },
  );
  const cost = JSON.parse(output.trim().split('\n').at(-1));
  figures.record(
    `tree of ${cost.files} files read, resolved and linted, CPU time`,
    cost.firstCpuMs,
    { unit: 'ms', below: 1_000 },
  );
  figures.record('... one changed file, CPU time', cost.oneChangedFileCpuMs, {
    unit: 'ms',
  });
}
