import { readdirSync } from 'node:fs';
import path from 'node:path';
import { runTool } from '../../process/runTool';
import type { MachineTree } from './checkMachines';

/** What `talhelper genconfig` makes of `talconfig.yaml`. */
export async function generateWithTalhelper({
  talos,
  secrets,
  output,
}: MachineTree): Promise<string[]> {
  await runTool(
    'talhelper',
    [
      ...['genconfig', '--offline-mode', '--no-gitignore'],
      ...['--secret-file', secrets, '--out-dir', output],
    ],
    { cwd: talos },
  );
  return readdirSync(output)
    .filter(file => file.endsWith('.yaml'))
    .sort()
    .map(file => path.join(output, file));
}
