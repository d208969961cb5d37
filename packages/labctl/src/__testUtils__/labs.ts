import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ResolvedLab } from '../model/ResolvedLab';
import { readPresets } from '../presets/readPresets';
import { readLab } from '../read/readLab';
import type { RenderLabOptions } from '../render/renderLab';
import { validateLab } from '../validate/validateLab';

/** This repository's definitions. */
export const INFRA = join(__dirname, '../../../../infra');

/** The reference lab and the five others. */
export const LABS = readdirSync(join(INFRA, 'labs'), { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

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

const CATALOG = readPresets(
  Object.fromEntries(readFiles(join(INFRA, 'presets'))),
);

/** A lab of the repository as it is resolved; its inputs are valid. */
export function labOf(name: string): ResolvedLab {
  const files = readFiles(join(INFRA, 'labs', name));
  const file = (path: string) => ({ path, text: files.get(path) ?? '' });
  const { lab, problems } = validateLab(
    readLab(
      files.has('cluster.toml')
        ? { toml: file('cluster.toml') }
        : { cluster: file('cluster.yaml'), nodes: file('nodes.yaml') },
    ),
  );
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
