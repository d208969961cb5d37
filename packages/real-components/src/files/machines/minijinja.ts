import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { toolFile } from '../../tools/toolFile';
import type { MachineTree } from './checkMachines';
import { generateConfig } from './generateConfig';

/** What trees of this layout say in the environment (`mise` or `just` sets it). */
const ENV = {
  SCHEMATIC: '376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba',
  TALOS_VERSION: 'v1.13.9',
};

/** As `minijinja-cli --env` does: what a template does not find is a mistake. */
const RENDER = `
import json, sys, minijinja
wanted = json.load(sys.stdin)
engine = minijinja.Environment(undefined_behavior="strict")
sys.stdout.write(engine.render_str(wanted["template"], ENV=wanted["env"]))
`;

/** Names no machine, because the templates of the machines do. */
const NAMELESS = {
  apiVersion: 'v1alpha1',
  kind: 'HostnameConfig',
  $patch: 'delete',
};

/**
 * What the templates of machines, `nodes/<role>/<address>.yaml.j2`, are as patches of
 * a generated config, which the tree's own `machineconfig.yaml.j2` is made like.
 */
export async function renderWithMinijinja({
  talos,
  secrets,
  output,
}: MachineTree): Promise<string[]> {
  const templates = readdirSync(path.join(talos, 'nodes'), {
    recursive: true,
    encoding: 'utf8',
  }).filter(file => file.endsWith('.yaml.j2'));
  const nameless = path.join(output, 'nameless.patch');
  writeFileSync(nameless, JSON.stringify(NAMELESS));
  const files = [];
  for (const template of templates.sort()) {
    const machine = path.basename(template, '.yaml.j2');
    const patch = path.join(output, `${machine}.patch`);
    const file = path.join(output, `${machine}.yaml`);
    writeFileSync(patch, render(path.join(talos, 'nodes', template)));
    await generateConfig({
      file,
      role: template.startsWith('worker/') ? 'worker' : 'control-plane',
      secrets,
      cluster: 'home',
      endpoint: 'https://10.10.0.10:6443',
      talosVersion: ENV.TALOS_VERSION,
      kubernetesVersion: 'v1.36.4',
      patches: [nameless, patch],
    });
    files.push(file);
  }
  return files;
}

/** minijinja-cli itself cannot be had here; its engine, for Python, can. */
function render(file: string): string {
  const python = path.join(path.dirname(toolFile('makejinja')), 'python');
  return execFileSync(python, ['-c', RENDER], {
    input: JSON.stringify({ template: readFileSync(file, 'utf8'), env: ENV }),
    stdio: 'pipe',
    encoding: 'utf8',
  });
}
