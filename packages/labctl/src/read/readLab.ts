import { MAX_INPUT_BYTES } from './decodeText';
import type { LabProblem } from './LabProblem';
import { LabSource } from './LabSource';
import type { InputFile } from './LabSource';
import { nestFlatNames } from './nestFlatNames';
import { ReadFailure } from './ReadFailure';
import { readTomlTree } from './readTomlTree';
import { readYamlTree } from './readYamlTree';
import type { SourceFile, SourceMap } from './SourceTree';

/** Names of the input files. @public */
export const INPUT_FILES = {
  cluster: 'cluster.yaml',
  nodes: 'nodes.yaml',
  toml: 'cluster.toml',
} as const;

/** The input files of one lab: either the one, or the two. @public */
export type InputFiles =
  | { readonly toml: InputFile }
  | { readonly cluster: InputFile; readonly nodes: InputFile };

/**
 * Reads the inputs of a lab, in whichever form they are. Never throws for what
 * is in them: what cannot be read is a problem at its place, and what can be read
 * is there all the same.
 *
 * @public
 */
export function readLab(files: InputFiles): LabSource {
  return 'toml' in files
    ? readOne(files.toml)
    : readTwo(files.cluster, files.nodes);
}

function readOne(file: InputFile): LabSource {
  const { source, problems } = readTree(file, readTomlTree);
  return new LabSource({ form: 'toml', ...source, problems });
}

function readTwo(clusterFile: InputFile, nodesFile: InputFile): LabSource {
  const cluster = readTree(clusterFile, readYamlTree);
  const nodes = readTree(nodesFile, readYamlTree);
  const nested = nestFlatNames(cluster.source.root);
  const entry = nodes.source.root.entries.find(({ key }) => key === 'nodes');
  const inCluster = nested.root.entries.find(({ key }) => key === 'nodes');
  const problems = [
    ...cluster.problems,
    ...nested.problems,
    ...nodes.problems,
    ...strayFields(nodes.source.root),
  ];
  if (inCluster) {
    problems.push(
      misplaced(inCluster, 'belongs into nodes.yaml; move it there'),
    );
  }
  const entries = nested.root.entries.filter(child => child !== inCluster);
  if (entry) {
    // What stands above the list in nodes.yaml would else be lost.
    const before = [...nodes.source.opening, ...entry.before];
    entries.push({ ...entry, before });
  } else if (nodes.problems.length === 0) {
    problems.push({
      ...nodes.source.root.place,
      rule: 'missing-field',
      severity: 'error',
      field: 'nodes',
      message: 'is missing; list the machines of the cluster',
    });
  }
  return new LabSource({
    form: 'yaml',
    root: { ...nested.root, entries },
    problems,
    opening: cluster.source.opening,
    closing: [...cluster.source.closing, ...nodes.source.closing],
  });
}

function strayFields(root: SourceMap): LabProblem[] {
  return root.entries
    .filter(({ key }) => key !== 'nodes')
    .map(entry =>
      misplaced(
        entry,
        'not known in nodes.yaml; it has the one field nodes, all else is in cluster.yaml',
      ),
    );
}

function misplaced(
  entry: SourceMap['entries'][number],
  message: string,
): LabProblem {
  return {
    ...entry.place,
    rule: 'unknown-field',
    severity: 'error',
    field: entry.key,
    message,
  };
}

function readTree(
  file: InputFile,
  read: (path: string, text: string) => SourceFile,
): { source: SourceFile; problems: LabProblem[] } {
  const place = { file: file.path, line: 1, column: 1 };
  try {
    if (file.text.length > MAX_INPUT_BYTES) {
      throw new ReadFailure(place, {
        rule: 'too-large',
        message: `is larger than ${MAX_INPUT_BYTES / 1_000_000} MB`,
      });
    }
    return { source: read(file.path, file.text), problems: [] };
  } catch (error) {
    return {
      source: {
        root: { kind: 'map', place, entries: [] },
        opening: [],
        closing: [],
      },
      problems: [problemOf(error, place)],
    };
  }
}

function problemOf(
  error: unknown,
  place: { file: string; line: number; column: number },
): LabProblem {
  if (error instanceof ReadFailure) {
    return error.problem;
  }
  if (error instanceof RangeError) {
    // The parsers recurse; only endless nesting gets them here.
    return new ReadFailure(place, {
      rule: 'too-deep',
      message: 'is nested too deeply to be read',
    }).problem;
  }
  throw error;
}
