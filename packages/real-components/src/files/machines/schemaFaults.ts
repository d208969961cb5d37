import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { CheckedMachines } from './checkMachines';
import { machineDocuments, readTalosSchema } from './talosSchema';

/** A patch of machine configs; the other files of `talos/` are for its generator. */
const PATCH = /(^|\/)\d\d-[^/]+\.yaml$/;

/** Holds every patch below `talos/` to the schema that Talos publishes. */
export function schemaFaults(talos: string): CheckedMachines {
  const problemsOf = readTalosSchema();
  const configs = new Map(
    readdirSync(talos, { recursive: true, encoding: 'utf8' })
      .filter(file => PATCH.test(file))
      .sort()
      .map(file => [file, readFileSync(path.join(talos, file), 'utf8')]),
  );
  return {
    configs,
    faults: [...configs].flatMap(([file, text]) =>
      machineDocuments(text)
        .flatMap(problemsOf)
        .map(why => ({ what: file, why })),
    ),
  };
}
