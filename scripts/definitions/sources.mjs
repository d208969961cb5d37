import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { TOOL_MODULES, downloadModule } from '../tools/goModule.mjs';
import { Fault } from '../say.mjs';

/** The modules that hold definitions as files, each with its checksum. */
export const SOURCES = path.join(TOOL_MODULES, 'crds/sources.json');

/** Definitions that no module holds as a file, written down here. */
export const OWN = path.join(TOOL_MODULES, 'crds');

/** The CustomResourceDefinitions in some YAML text, whatever else is in it. */
export function definitionsIn(text, file) {
  return parseAllDocuments(text).flatMap(document => {
    const [error] = document.errors;
    if (error) {
      throw new Fault(`${file}: ${error.message}`);
    }
    const object = document.toJS();
    return object?.kind === 'CustomResourceDefinition' ? [object] : [];
  });
}

/** The definitions in a file, or in all YAML files below a folder. */
export function definitionsAt(place) {
  const files = statSync(place).isDirectory()
    ? readdirSync(place, { recursive: true })
        .filter(file => /\.ya?ml$/.test(file))
        .sort()
        .map(file => path.join(place, file))
    : [place];
  return files.flatMap(file => definitionsIn(readFileSync(file, 'utf8'), file));
}

/** Brings one module and gives the definitions it holds. */
export async function definitionsOf(source, { cwd }) {
  const { module, version, path: place } = source;
  const { folder, sum } = await downloadModule(module, version, { cwd });
  if (sum !== source.sum) {
    throw new Fault(
      `${module} ${version} has the checksum ${sum}, and tools/crds/sources.json expects ${source.sum}. Somebody changed what was published under this version: do not use it.`,
    );
  }
  const definitions = definitionsAt(path.join(folder, place));
  if (definitions.length === 0) {
    throw new Fault(
      `${module} ${version} has no CustomResourceDefinition in ${place}. Mend its path in tools/crds/sources.json.`,
    );
  }
  return definitions;
}
