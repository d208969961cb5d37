// Leaves a lab of real servers running: `npm run real -- kubernetes flux gitea`.
// Builds the programs it needs first.
import path from 'node:path';
import { spawn } from 'node:child_process';
import { run } from './say.mjs';
import { ensureTools } from './tools/ensureTools.mjs';
import {
  ROOT,
  checkMachine,
  ensurePackages,
  ensureToolchain,
} from './toolchain.mjs';

const CONTROL_PLANE = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kwok',
  'kubectl',
];

const NEEDS = {
  kubernetes: CONTROL_PLANE,
  flux: [
    ...CONTROL_PLANE,
    'flux',
    'source-controller',
    'kustomize-controller',
    'helm-controller',
    'notification-controller',
  ],
  gitea: ['gitea'],
};

run(async () => {
  checkMachine();
  const toolchain = await ensureToolchain();
  await ensurePackages(toolchain);
  const names = process.argv.slice(2).filter(name => name in NEEDS);
  const needed = (names.length > 0 ? names : Object.keys(NEEDS)).flatMap(
    name => NEEDS[name],
  );
  await ensureTools([...new Set(needed)]);
  const { ensureDefinitions } = await import(
    './definitions/ensureDefinitions.mjs'
  );
  await ensureDefinitions();
  const lab = spawn(
    toolchain.node,
    [
      '--require',
      path.join(ROOT, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      path.join(ROOT, 'packages/real-components/dev/lab.ts'),
      ...process.argv.slice(2),
    ],
    { cwd: ROOT, env: toolchain.env, stdio: 'inherit' },
  );
  // The terminal tells the lab too; this one only waits for it to have stopped.
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => lab.kill(signal));
  }
  process.exitCode = await new Promise(resolve => {
    lab.on('close', code => resolve(code ?? 1));
  });
});
