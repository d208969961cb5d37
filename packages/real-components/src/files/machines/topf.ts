import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { MachineTree } from './checkMachines';
import { generateConfig } from './generateConfig';

interface Topf {
  clusterName: string;
  clusterEndpoint: string;
  kubernetesVersion: string;
  talosVersion: string;
  nodes: Array<{ host: string; role: 'control-plane' | 'worker' }>;
}

/** What topf makes of `topf.yaml`: a generated config, then the patches of all, role and node. */
export async function generateWithTopf({
  talos,
  secrets,
  output,
}: MachineTree): Promise<string[]> {
  const topf: Topf = parse(readFileSync(path.join(talos, 'topf.yaml'), 'utf8'));
  const files = [];
  for (const { host, role } of topf.nodes) {
    const file = path.join(output, `${host}.yaml`);
    await generateConfig({
      file,
      role,
      secrets,
      cluster: topf.clusterName,
      endpoint: topf.clusterEndpoint,
      talosVersion: topf.talosVersion,
      kubernetesVersion: topf.kubernetesVersion,
      patches: ['all', role, `node/${host}`].flatMap(each =>
        patchesIn(path.join(talos, each)),
      ),
    });
    files.push(file);
  }
  return files;
}

/** A folder that has no patches need not be there. */
function patchesIn(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .sort()
        .map(file => path.join(folder, file))
    : [];
}
