import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ResolvedLab } from '../model/ResolvedLab';
import { readPresets } from '../presets/readPresets';
import { readLab } from '../read/readLab';
import { renderLab } from '../render/renderLab';
import type { RenderLabOptions } from '../render/renderLab';
import { validateLab } from '../validate/validateLab';

/** This repository's definitions. */
export const INFRA = join(__dirname, '../../../../infra');

/** The lab whose inputs and rendered tree are those of `infra/` itself. */
const REFERENCE = 'reference';

/** The reference lab and the five others. */
export const LABS = [
  REFERENCE,
  ...readdirSync(join(INFRA, 'labs'), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
    .sort(),
];

/** The text files below a folder by path. */
export function readFiles(folder: string): Map<string, string> {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .sort()
      .map(path => [relative(folder, path), readFileSync(path, 'utf8')]),
  );
}

export const TEMPLATES: ReadonlyMap<string, string> = readFiles(
  join(INFRA, 'templates'),
);

/** The presets as they are shipped. */
export const CATALOG = readPresets(
  Object.fromEntries(readFiles(join(INFRA, 'presets'))),
);

const COMPONENT = /^components\/([^/]+)\/component\.yaml$/;

/** The folder of a lab of the repository. */
export function folderOf(name: string): string {
  return name === REFERENCE ? INFRA : join(INFRA, 'labs', name);
}

/** The inputs of a lab of the repository as files. */
export function readInputs(name: string) {
  const folder = folderOf(name);
  const file = (path: string) => ({
    path,
    text: readFileSync(join(folder, path), 'utf8'),
  });
  return existsSync(join(folder, 'cluster.toml'))
    ? { toml: file('cluster.toml') }
    : { cluster: file('cluster.yaml'), nodes: file('nodes.yaml') };
}

/** What the rules say about a lab of the repository. */
export function judgeLab(name: string) {
  return validateLab(readLab(readInputs(name)), {
    components: [...TEMPLATES.keys()].flatMap(
      path => COMPONENT.exec(path)?.[1] ?? [],
    ),
    presets: [...CATALOG.presets.keys()],
  });
}

/** A lab of the repository as it is resolved; its inputs are valid. */
export function labOf(name: string): ResolvedLab {
  const { lab, problems } = judgeLab(name);
  if (!lab) {
    throw new Error(
      `${name}: ${problems.map(({ message }) => message).join('; ')}`,
    );
  }
  return lab;
}

/** What a lab of the repository is rendered from. */
export function inputsOf(name: string): RenderLabOptions {
  return {
    lab: labOf(name),
    templates: TEMPLATES,
    presets: CATALOG.presets,
  };
}

/** A lab of the repository, with all its files. */
export function renderedLabOf(name: string) {
  const inputs = inputsOf(name);
  return { lab: inputs.lab, ...renderLab(inputs) };
}
