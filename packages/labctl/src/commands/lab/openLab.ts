import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { readComponents } from '../../components/readComponents';
import { formatPresetProblem, readPresets } from '../../presets';
import type { Preset, PresetProblem } from '../../presets';
import { compareProblems } from '../../read/LabProblem';
import type { LabProblem } from '../../read/LabProblem';
import type { LabSource } from '../../read/LabSource';
import { planLab } from '../../render/renderLab';
import { WishError } from '../../render/WishError';
import type { KnownNames } from '../../validate/LabRule';
import { validateLab } from '../../validate/validateLab';
import type { LabVerdict } from '../../validate/validateLab';
import type { CommandCall } from '../Command';
import { CommandFailure } from '../CommandFailure';
import { readFolder } from '../files/readFolder';
import { readLabFolder } from './readLabFolder';
import type { LabFolder } from './readLabFolder';

/** A lab with everything that it is rendered from. */
export interface OpenLab extends LabFolder {
  /** Folder of templates, presets and schemas. */
  readonly definitions: string;
  /** Path below `templates/` to text. */
  readonly templates: ReadonlyMap<string, string>;
  readonly presets: ReadonlyMap<string, Preset>;
  readonly known: KnownNames;
  readonly verdict: LabVerdict;
  /** Components that the lab gets, sorted; none while it has mistakes. */
  readonly chosen: readonly string[];
}

/** The flag that names another folder of definitions. */
export const DEFINITIONS_FLAG = {
  definitions: {
    value: 'FOLDER',
    help: 'where templates/ and presets/ are (default: found upwards)',
  },
} as const;

/** Reads and checks a lab. Problems of its inputs are in `verdict`. */
export function openLab(call: CommandCall): OpenLab {
  const { target, terminal, progress } = call;
  progress.step('reading the inputs');
  const lab = readLabFolder(target, terminal);
  const definitions = findDefinitions(call, lab.folder);
  progress.step('reading templates and presets');
  const templates = readFolder(join(definitions, 'templates'));
  const components = readComponents(templates);
  const catalog = readPresets(
    Object.fromEntries(readFolder(join(definitions, 'presets'))),
  );
  if (catalog.problems.length > 0) {
    throw new CommandFailure(
      catalog.problems.map(formatPresetProblem).join('\n'),
    );
  }
  const known: KnownNames = {
    components: [...components.keys()],
    presets: [...catalog.presets.keys()],
    extensions: new Map(
      [...components].map(([name, { extensions }]) => [name, extensions]),
    ),
  };
  progress.step('checking the inputs');
  const verdict = validateLab(lab.source, known);
  const { presets } = catalog;
  return {
    ...lab,
    definitions,
    templates,
    presets,
    known,
    ...withWishes(verdict, { source: lab.source, templates, presets }),
  };
}

/** Adds what keeps the wished apps from being had, at their places in the inputs. */
function withWishes(
  verdict: LabVerdict,
  options: {
    source: LabSource;
    templates: ReadonlyMap<string, string>;
    presets: ReadonlyMap<string, Preset>;
  },
): Pick<OpenLab, 'verdict' | 'chosen'> {
  if (!verdict.lab) {
    return { verdict, chosen: [] };
  }
  try {
    return {
      verdict,
      chosen: planLab({ ...options, lab: verdict.lab }).chosen,
    };
  } catch (error) {
    if (!(error instanceof WishError)) {
      throw new CommandFailure(
        error instanceof Error ? error.message : String(error),
        { cause: error },
      );
    }
    const problems = error.problems.map(problem =>
      placeWish(problem, options.source),
    );
    return {
      verdict: {
        problems: [...verdict.problems, ...problems].sort(compareProblems),
      },
      chosen: [],
    };
  }
}

function placeWish(problem: PresetProblem, source: LabSource): LabProblem {
  const index = /^apps\[(\d+)\]$/.exec(problem.source)?.[1];
  const path = index === undefined ? [] : ['apps', Number(index)];
  const fields = problem.field ? problem.field.split('.') : [];
  return {
    ...source.problem([...path, ...fields], {
      rule: 'impossible-app',
      message: problem.message,
    }),
    ...(index === undefined
      ? {
          file: problem.source,
          line: problem.line ?? 1,
          column: problem.column ?? 1,
          field: problem.field,
        }
      : {}),
  };
}

/** `--definitions`, or the nearest folder upwards that has templates, or this repository's. */
export function findDefinitions(
  { flags, terminal }: CommandCall,
  folder: string,
): string {
  const named = flags.get('definitions');
  if (typeof named === 'string') {
    const path = join(terminal.cwd, named);
    if (!hasTemplates(path)) {
      throw new CommandFailure(`${named} holds no templates/components`, {
        misuse: true,
      });
    }
    return path;
  }
  for (let at = folder; dirname(at) !== at; at = dirname(at)) {
    if (hasTemplates(at)) {
      return at;
    }
  }
  return join(__dirname, '../../../../../infra');
}

/** The folder of the JSON schemas, as seen from a lab. */
export function schemasSeenFrom(folder: string, definitions: string): string {
  const way = relative(folder, join(definitions, 'schemas'))
    .split('\\')
    .join('/');
  return way.startsWith('.') ? way : `./${way}`;
}

function hasTemplates(folder: string): boolean {
  return existsSync(join(folder, 'templates', 'components'));
}
