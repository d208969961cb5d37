import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { runTool, tryTool } from '../../process/runTool';
import type { Fault } from '../checkObjects';
import { renderWithMinijinja } from './minijinja';
import { schemaFaults } from './schemaFaults';
import { generateWithTalhelper } from './talhelper';
import { generateWithTopf } from './topf';

/** A tree whose machine configs are made, and where. */
export interface MachineTree {
  /** Its `talos/`. */
  readonly talos: string;
  /** The secrets of the moment. */
  readonly secrets: string;
  /** An empty folder for what is made. */
  readonly output: string;
}

/** The generators of machine configs, by the file or folder of `talos/` that tells them. */
const GENERATORS: Readonly<
  Record<string, (tree: MachineTree) => Promise<string[]>>
> = {
  'talconfig.yaml': generateWithTalhelper,
  'topf.yaml': generateWithTopf,
  nodes: renderWithMinijinja,
};

/** What was looked at below `talos/`, and what is wrong with it. */
export interface CheckedMachines {
  /** The configs by their names, or the patches that they are made of by their paths. */
  readonly configs: ReadonlyMap<string, string>;
  readonly faults: Fault[];
}

/**
 * Makes the machine configs of a tree with what makes them in its layout and secrets
 * of the moment, and lets the real talosctl validate each. Those of Talos 1.14, which
 * neither can be had for, are held to the schema that it publishes, part by part.
 *
 * @param work - an empty folder for what is generated
 */
export async function checkMachines(
  folder: string,
  work: string,
): Promise<CheckedMachines> {
  const talos = path.join(folder, 'talos');
  if (isNewerThanTools(talos)) {
    return schemaFaults(talos);
  }
  const generate = Object.entries(GENERATORS).find(([file]) =>
    existsSync(path.join(talos, file)),
  )?.[1];
  if (!generate) {
    throw new Error(
      `${talos} has none of ${Object.keys(GENERATORS).join(', ')}`,
    );
  }
  const output = path.join(work, 'clusterconfig');
  mkdirSync(output, { recursive: true });
  const secrets = path.join(work, 'talsecret.yaml');
  await runTool('talosctl', ['gen', 'secrets', '--output-file', secrets]);
  const files = await generate({ talos, secrets, output });
  const faults: Fault[] = [];
  for (const file of files) {
    const { code, stdout, stderr } = await tryTool('talosctl', [
      ...['validate', '--mode', 'metal', '--strict', '--config', file],
    ]);
    if (code !== 0) {
      faults.push({
        what: path.basename(file),
        why: (stderr || stdout).trim(),
      });
    }
  }
  return {
    configs: new Map(
      files.map(file => [
        path.basename(file, '.yaml'),
        readFileSync(file, 'utf8'),
      ]),
    ),
    faults,
  };
}

/** Whether the tree is for a Talos that talosctl and talhelper are not built from. */
function isNewerThanTools(talos: string): boolean {
  const versions = path.join(talos, 'talenv.yaml');
  return (
    existsSync(versions) &&
    /^v1\.14\./.test(parse(readFileSync(versions, 'utf8')).talosVersion)
  );
}
