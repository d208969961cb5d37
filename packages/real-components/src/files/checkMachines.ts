import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { runTool, tryTool } from '../process/runTool';
import type { Fault } from './checkObjects';

/**
 * Makes the machine configs of a tree in talhelper's layout with the real talhelper
 * and secrets of the moment, and lets the real talosctl validate each.
 *
 * @param work - an empty folder for what is generated
 * @returns the names of the configs, and what talosctl does not accept
 */
export async function checkMachines(
  folder: string,
  work: string,
): Promise<{ configs: string[]; faults: Fault[] }> {
  const talos = path.join(folder, 'talos');
  const secrets = path.join(work, 'talsecret.yaml');
  const output = path.join(work, 'clusterconfig');
  mkdirSync(work, { recursive: true });
  await runTool('talosctl', ['gen', 'secrets', '--output-file', secrets]);
  await runTool(
    'talhelper',
    [
      ...['genconfig', '--offline-mode', '--no-gitignore'],
      ...['--secret-file', secrets, '--out-dir', output],
    ],
    { cwd: talos },
  );
  const configs = readdirSync(output)
    .filter(file => file.endsWith('.yaml'))
    .sort();
  const faults: Fault[] = [];
  for (const config of configs) {
    const { code, stdout, stderr } = await tryTool('talosctl', [
      ...['validate', '--mode', 'metal', '--strict'],
      ...['--config', path.join(output, config)],
    ]);
    if (code !== 0) {
      faults.push({ what: config, why: (stderr || stdout).trim() });
    }
  }
  return { configs, faults };
}
