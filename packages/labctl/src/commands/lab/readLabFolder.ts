import { existsSync, lstatSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { INPUT_FILES, readLab } from '../../read/readLab';
import type { LabSource } from '../../read/LabSource';
import { CommandFailure } from '../CommandFailure';
import { shownPath } from '../files/shownPath';
import { recover } from '../files/writeFiles';
import { readInputFile, treeOf } from '../files/readInputFile';

/** The inputs of a lab as they lie on the disk. */
export interface LabFolder {
  /** Absolute path. */
  readonly folder: string;
  readonly source: LabSource;
  /** Names of the input files that were read. */
  readonly inputFiles: readonly string[];
}

/**
 * Reads the inputs that a folder holds, or the input file that was named.
 *
 * @param target - absolute path of a folder, or of one of its input files
 * @param options - `cwd`: what file names in messages are relative to
 */
export function readLabFolder(
  target: string,
  options: { cwd: string },
): LabFolder {
  const folder = folderOf(target, options.cwd);
  recover(folder);
  const tree = treeOf(folder);
  const has = (name: string) =>
    lstatSync(join(folder, name), { throwIfNoEntry: false }) !== undefined;
  const nameOf = (name: string) => shownPath(join(folder, name), options.cwd);
  const read = (name: string) =>
    readInputFile(join(folder, name), { name: nameOf(name), tree });
  const { cluster, nodes, toml } = INPUT_FILES;
  if (has(toml) && (has(cluster) || has(nodes))) {
    throw new CommandFailure(
      `${nameOf(toml)} and ${nameOf(
        has(cluster) ? cluster : nodes,
      )} both describe the lab; keep one form`,
    );
  }
  if (has(toml)) {
    return {
      folder,
      source: readLab({ toml: read(toml) }),
      inputFiles: [toml],
    };
  }
  if (!has(cluster) && !has(nodes)) {
    throw new CommandFailure(
      `${shownPath(
        folder,
        options.cwd,
      )} holds no lab: neither ${cluster} and ${nodes}, nor ${toml}; \`yarn infra new\` makes one`,
      { misuse: true },
    );
  }
  return {
    folder,
    source: readLab({ cluster: read(cluster), nodes: read(nodes) }),
    inputFiles: [cluster, nodes],
  };
}

/** The folder that a target means. */
export function folderOf(target: string, cwd: string): string {
  const name = shownPath(target, cwd);
  if (statSync(target, { throwIfNoEntry: false })?.isDirectory()) {
    return target;
  }
  if (!existsSync(target)) {
    throw new CommandFailure(`${name} does not exist`, { misuse: true });
  }
  if (!Object.values<string>(INPUT_FILES).includes(basename(target))) {
    throw new CommandFailure(
      `${name} is no input file of a lab; name a folder, or its cluster.toml`,
      { misuse: true },
    );
  }
  return dirname(target);
}
