import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readLab } from '../../read/readLab';
import { renderLab } from '../../render/renderLab';
import { validateLab } from '../../validate/validateLab';
import { readPresets } from '../readPresets';

const INFRA = join(__dirname, '../../../../../infra');

/** Path below a folder of infra to text. */
export function readInfra(folder: string): Map<string, string> {
  const root = join(INFRA, folder);
  return new Map(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .sort()
      .map(path => [relative(root, path), readFileSync(path, 'utf8')]),
  );
}

/** The presets as they are shipped. */
export const catalog = readPresets(Object.fromEntries(readInfra('presets')));

/** The templates as they are shipped. */
export const templates = readInfra('templates');

const COMPONENT = /^components\/([^/]+)\/component\.yaml$/;

/** The inputs of a lab as files. */
export function readInputs(lab: string) {
  const file = (name: string) => ({
    path: name,
    text: readFileSync(join(INFRA, 'labs', lab, name), 'utf8'),
  });
  return existsSync(join(INFRA, 'labs', lab, 'cluster.toml'))
    ? { toml: file('cluster.toml') }
    : { cluster: file('cluster.yaml'), nodes: file('nodes.yaml') };
}

/** What the rules say about a lab that is shipped. */
export function judgeLab(lab: string) {
  return validateLab(readLab(readInputs(lab)), {
    components: [...templates.keys()].flatMap(
      path => COMPONENT.exec(path)?.[1] ?? [],
    ),
    presets: [...catalog.presets.keys()],
  });
}

/** A lab that is shipped, with all its files. */
export function renderInfraLab(name: string) {
  const { lab, problems } = judgeLab(name);
  if (!lab) {
    throw new Error(JSON.stringify(problems, null, 2));
  }
  return {
    lab,
    ...renderLab({ lab, templates, presets: catalog.presets }),
  };
}
