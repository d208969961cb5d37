#!/usr/bin/env node
/**
 * Prints what the embedded lab costs: start, memory on its own tree, memory with
 * 2,000 objects more after lists and changes, and how long a list of 1,000 takes.
 * `--settle SECONDS` is how long it rests before it is weighed; 60 when unset.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import https from 'node:https';
import { tmpdir, loadavg } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { addFluxObjects, say } from './fluxObjects.mjs';
import { KubernetesApi } from './kubernetesApi.mjs';
import { percentile } from './percentile.mjs';

const COMMAND = fileURLToPath(
  new URL('../../packages/sandbox/bin/homestage-sandbox.cjs', import.meta.url),
);
const LIST = '/apis/kustomize.toolkit.fluxcd.io/v1/kustomizations';
const CHANGES = 1_000;

const rest = seconds =>
  new Promise(resolve => {
    setTimeout(resolve, seconds * 1000);
  });

async function startLab(stateDirectory) {
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    [COMMAND, '--state', stateDirectory, '--with-parent'],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    return {
      child,
      ready: JSON.parse(line),
      startMs: performance.now() - startedAt,
    };
  }
  throw new Error('The lab ended before it was ready.');
}

function memoryMb(child) {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1000);
}

/** Milliseconds until the last byte of a list, each on the same connection. */
async function timeLists({ url, caFile, tokenFiles }, count) {
  const agent = new https.Agent({ ca: readFileSync(caFile), keepAlive: true });
  const authorization = `Bearer ${readFileSync(
    tokenFiles.viewer,
    'utf8',
  ).trim()}`;
  const get = where =>
    new Promise((resolve, reject) => {
      https
        .get(url + where, { agent, headers: { authorization } }, response => {
          response.on('end', resolve).on('error', reject).resume();
        })
        .on('error', reject);
    });
  await get('/readyz');
  const samples = [];
  for (let i = 0; i < count; i += 1) {
    const startedAt = performance.now();
    await get(LIST);
    samples.push(performance.now() - startedAt);
  }
  agent.destroy();
  return samples;
}

async function bench(settleSeconds) {
  const stateDirectory = mkdtempSync(path.join(tmpdir(), 'sandbox-bench-'));
  const { child, ready, startMs } = await startLab(stateDirectory);
  try {
    await rest(settleSeconds);
    const ownTreeMb = memoryMb(child);
    const { kubernetes } = ready;
    const api = new KubernetesApi({
      ...kubernetes,
      tokenFile: kubernetes.tokenFiles.admin,
    });
    await addFluxObjects(api, 1_000);
    const [first, ...warm] = await timeLists(kubernetes, 50);
    for (let i = 0; i < CHANGES; i += 1) {
      await say(api, `bench-${i % 1_000}`, `change ${i}`);
    }
    await timeLists(kubernetes, 10);
    const busyMb = memoryMb(child);
    await rest(settleSeconds);
    api.stop();
    return {
      load: loadavg()[0].toFixed(1),
      startMs: Math.round(startMs),
      ownTreeMb,
      busyMb,
      restedMb: memoryMb(child),
      firstListMs: Math.round(first),
      warmListMs: Math.round(percentile(warm, 0.5)),
    };
  } finally {
    child.stdin.end();
    await new Promise(resolve => {
      child.once('exit', resolve);
    });
    rmSync(stateDirectory, { recursive: true, force: true });
  }
}

const { values } = parseArgs({
  options: { settle: { type: 'string', default: '60' } },
});
process.stdout.write(`${JSON.stringify(await bench(Number(values.settle)))}\n`);
