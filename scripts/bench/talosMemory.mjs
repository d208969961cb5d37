import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { runToEnd } from '../processes.mjs';
import { ROOT } from '../toolchain.mjs';

const FEW = 5;
const MANY = 55;

/** Nothing but machines: three control planes, and workers. */
function writeTree(directory, machines) {
  const nodes = Array.from(
    { length: machines },
    (_, index) =>
      `  - { name: node-${index + 1}, address: 10.9.0.${
        index + 1
      }, controller: ${index < 3}, disk: /dev/sda }`,
  );
  mkdirSync(path.join(directory, 'cluster'), { recursive: true });
  writeFileSync(
    path.join(directory, 'nodes.yaml'),
    `nodes:\n${nodes.join('\n')}\n`,
  );
  writeFileSync(
    path.join(directory, 'cluster/cluster.yaml'),
    `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  interval: 1h
  path: ./apps
  prune: true
  sourceRef: { kind: GitRepository, name: flux-system }
`,
  );
}

async function follow({ node, env }, machines) {
  const directory = mkdtempSync(path.join(tmpdir(), 'homestage-machines-'));
  writeTree(path.join(directory, 'tree'), machines);
  const lab = spawn(
    node,
    [
      path.join(ROOT, 'packages/sandbox/bin/homestage-sandbox.cjs'),
      '--state',
      path.join(directory, 'state'),
      '--tree',
      path.join(directory, 'tree'),
      '--with-parent',
    ],
    { env, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  try {
    for await (const line of createInterface({ input: lab.stdout })) {
      const { talos } = JSON.parse(line);
      const output = await runToEnd(
        node,
        [
          '--expose-gc',
          '--require',
          path.join(
            ROOT,
            'node_modules/@backstage/cli/config/nodeTransform.cjs',
          ),
          path.join(ROOT, 'plugins/talos-backend/bench/followMachines.ts'),
          talos.talosconfig,
          String(machines),
        ],
        { cwd: ROOT, env, fault: 'The machines could not be followed.' },
      );
      return JSON.parse(output.trim().split('\n').at(-1));
    }
    throw new Error('The lab ended before it was ready.');
  } finally {
    lab.kill('SIGTERM');
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * What one machine more costs the backend, of 55 against 5, each in its own process;
 * and how long it takes to answer for 55.
 */
export async function costOfMachines(toolchain) {
  const few = await follow(toolchain, FEW);
  const many = await follow(toolchain, MANY);
  return {
    bytesPerMachine: (many.heldBytes - few.heldBytes) / (MANY - FEW),
    machines: MANY,
    answerP95Ms: many.answerP95Ms,
  };
}
