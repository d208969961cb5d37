import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { convertLab } from '../convert/convertLab';
import { describeProblem } from '../read/LabProblem';
import { INPUT_FILES } from '../read/readLab';
import type { Command } from './Command';
import { attempt, CommandFailure } from './CommandFailure';
import { shownPath } from './files/shownPath';
import { writeFiles } from './files/writeFiles';
import type { FileChanges } from './files/writeFiles';
import {
  DEFINITIONS_FLAG,
  findDefinitions,
  schemasSeenFrom,
} from './lab/openLab';
import { readLabFolder } from './lab/readLabFolder';

/** `infra convert`: cluster.toml becomes cluster.yaml and nodes.yaml, or the other way round. */
export const convertCommand: Command = {
  name: 'convert',
  summary: 'Turn cluster.toml into cluster.yaml and nodes.yaml, or back',
  flags: {
    ...DEFINITIONS_FLAG,
    output: {
      value: 'FOLDER',
      help: 'write there and keep the old files (default: replace them)',
    },
  },
  run: async call => {
    const { terminal } = call;
    const lab = readLabFolder(call.target, terminal);
    const [problem] = lab.source.problems;
    if (problem) {
      throw new CommandFailure(
        `nothing was written: ${describeProblem(problem)}`,
      );
    }
    const output = call.flags.get('output');
    const folder =
      typeof output === 'string' ? resolve(terminal.cwd, output) : lab.folder;
    const { files, lostComments } = attempt(() =>
      convertLab(lab.source, {
        form: lab.source.form === 'toml' ? 'yaml' : 'toml',
        schemas: schemasSeenFrom(folder, findDefinitions(call, lab.folder)),
      }),
    );
    const removed = folder === lab.folder ? lab.inputFiles : [];
    const changes: FileChanges = new Map<string, string | null>([
      ...files,
      ...removed.map((name): [string, null] => [name, null]),
    ]);
    const inTheWay = Object.values(INPUT_FILES).filter(
      name => !removed.includes(name) && existsSync(join(folder, name)),
    );
    if (inTheWay.length > 0) {
      throw new CommandFailure(
        `${output} holds ${inTheWay.join(
          ' and ',
        )} already; name an empty folder`,
      );
    }
    writeFiles(folder, changes);
    const nameOf = (name: string) =>
      shownPath(join(folder, name), terminal.cwd);
    return {
      isOk: true,
      text: [
        `wrote ${[...files.keys()].map(nameOf).join(' and ')}`,
        ...(removed.length > 0
          ? [`removed ${removed.map(nameOf).join(' and ')}`]
          : []),
        ...lostComments.map(
          comment =>
            `a comment has no place inside an inline table: # ${comment}`,
        ),
      ]
        .map(line => `${line}\n`)
        .join(''),
      json: { folder, written: [...files.keys()], removed, lostComments },
    };
  },
};
