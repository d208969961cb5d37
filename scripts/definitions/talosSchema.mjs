import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Fault } from '../say.mjs';
import { downloadModule } from '../tools/goModule.mjs';

/**
 * The schema that Talos publishes of its machine configs, for the version whose
 * talosctl cannot be built: module mirrors have v1.14.0 itself, and not the module
 * `pkg/machinery` at that version, which knows the documents that are new in it.
 */
const TALOS = {
  module: 'github.com/siderolabs/talos',
  version: 'v1.14.0',
  sum: 'h1:A1RIiEj4jObjRsZB5HC/KDmKokhU4pXsvixD+57czKw=',
  path: 'website/content/v1.14/schemas/config.schema.json',
};

/** Brings the module and gives the schema, by the path it is written to. */
export async function talosSchema({ cwd }) {
  const { module, version } = TALOS;
  const { folder, sum } = await downloadModule(module, version, { cwd });
  if (sum !== TALOS.sum) {
    throw new Fault(
      `${module} ${version} has the checksum ${sum}, and scripts/definitions/talosSchema.mjs expects ${TALOS.sum}. Somebody changed what was published under this version: do not use it.`,
    );
  }
  const text = readFileSync(path.join(folder, TALOS.path), 'utf8');
  return [`talos/${version}.json`, JSON.parse(text)];
}
