import { readComponents } from '../components/readComponents';
import { LOCK_FILE, readLock, writeLock } from '../merge/lockFile';
import { mergeTree } from '../merge/mergeTree';
import type { MergeConflict, TreeMerge } from '../merge/mergeTree';
import { STARTERS } from '../merge/STARTERS';
import { formatPresetProblem, readPresets } from '../presets';
import { describeProblem } from '../read/LabProblem';
import { INPUT_FILES, readLab } from '../read/readLab';
import type { InputFiles } from '../read/readLab';
import { renderLab } from '../render/renderLab';
import { validateLab } from '../validate/validateLab';

/** The texts of a lab's folder by path below it: inputs, lock, templates, presets and the tree. @public */
export type LabTexts = ReadonlyMap<string, string>;

/**
 * What changed inputs make of a tree, or why that cannot be told:
 *
 * - `not-rendered`: there is no lock, so nothing was rendered here;
 * - `no-definitions`: the folder holds no templates to render from;
 * - `behind`: the tree is not what its inputs and templates give now, so a render
 *   would bring more than the change;
 * - `mistakes`: the changed inputs cannot be rendered;
 * - `conflicts`: hand-made edits and the render change the same lines.
 *
 * @public
 */
export type Rerender =
  | {
      readonly ok: true;
      /** Path to new text, the lock among them. */
      readonly writes: ReadonlyMap<string, string>;
      readonly removals: readonly string[];
      /** Changed by hand; the change is kept. */
      readonly kept: readonly string[];
      /** No longer rendered, but changed by hand, so they stay. */
      readonly leftovers: readonly string[];
    }
  | {
      readonly ok: false;
      readonly reason:
        | 'not-rendered'
        | 'no-definitions'
        | 'behind'
        | 'mistakes'
        | 'conflicts';
      /** One sentence each, or the paths that are behind. */
      readonly details: readonly string[];
    };

/** What {@link rerenderLab} compares. @public */
export interface RerenderOptions {
  /** The folder as it is. */
  readonly before: LabTexts;
  /** The same with changed inputs. */
  readonly after: LabTexts;
  /** The id of a text: that of Git's blob, as the lock has it. */
  readonly idOf: (text: string) => string;
}

/** Inputs that cannot be rendered; each message is a sentence. */
class InputMistakes extends Error {
  readonly messages: readonly string[];

  constructor(messages: readonly string[]) {
    super(messages.join('\n'));
    this.name = 'InputMistakes';
    this.messages = messages;
  }
}

/**
 * Renders a lab again after a change of its inputs, in memory: what `infra render`
 * would write over this folder. The texts that were rendered last are rendered
 * once more from the inputs as they were, so that hand-made edits are kept without
 * a store or a repository.
 *
 * @public
 */
export function rerenderLab({
  before,
  after,
  idOf,
}: RerenderOptions): Rerender {
  const lockText = before.get(LOCK_FILE);
  if (lockText === undefined) {
    return { ok: false, reason: 'not-rendered', details: [] };
  }
  const definitions = definitionsOf(before);
  if (!definitions) {
    return { ok: false, reason: 'no-definitions', details: [] };
  }
  try {
    const rendered = renderTexts(before, definitions);
    const lock = readLock(lockText);
    const merging = {
      lock,
      baseOf: textsById(rendered, idOf),
      starters: STARTERS,
      idOf,
    };
    const pending = mergeTree({ ...merging, rendered, current: before });
    const behind = changedBy(pending);
    if (behind.length > 0) {
      return { ok: false, reason: 'behind', details: behind };
    }
    const merge = mergeTree({
      ...merging,
      rendered: renderTexts(after, definitions),
      current: after,
    });
    return merge.conflicts.length > 0
      ? {
          ok: false,
          reason: 'conflicts',
          details: merge.conflicts.map(describeConflict),
        }
      : { ok: true, ...resultOf(merge, lockText) };
  } catch (error) {
    if (error instanceof InputMistakes) {
      return { ok: false, reason: 'mistakes', details: error.messages };
    }
    throw error;
  }
}

interface Definitions {
  readonly templates: ReadonlyMap<string, string>;
  readonly presets: Readonly<Record<string, string>>;
}

function definitionsOf(texts: LabTexts): Definitions | undefined {
  const templates = below('templates/', texts);
  return [...templates.keys()].some(path => path.startsWith('components/'))
    ? { templates, presets: Object.fromEntries(below('presets/', texts)) }
    : undefined;
}

function below(folder: string, texts: LabTexts): Map<string, string> {
  return new Map(
    [...texts].flatMap(([path, text]) =>
      path.startsWith(folder) ? [[path.slice(folder.length), text]] : [],
    ),
  );
}

function renderTexts(
  texts: LabTexts,
  { templates, presets: presetTexts }: Definitions,
): ReadonlyMap<string, string> {
  const { presets, problems } = readPresets(presetTexts);
  const components = attempt(() => readComponents(templates));
  const verdict = validateLab(readLab(inputsOf(texts)), {
    components: [...components.keys()],
    presets: [...presets.keys()],
    extensions: new Map(
      [...components].map(([name, { extensions }]) => [name, extensions]),
    ),
  });
  const { lab } = verdict;
  if (!lab || problems.length > 0) {
    throw new InputMistakes([
      ...problems.map(formatPresetProblem),
      ...verdict.problems
        .filter(({ severity }) => severity === 'error')
        .map(describeProblem),
    ]);
  }
  return attempt(() => renderLab({ lab, templates, presets })).files;
}

/** What templates and wishes say about themselves is a sentence each. */
function attempt<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new InputMistakes([
      error instanceof Error ? error.message : String(error),
    ]);
  }
}

function inputsOf(texts: LabTexts): InputFiles {
  const file = (path: string) => ({ path, text: texts.get(path) ?? '' });
  const { cluster, nodes, toml } = INPUT_FILES;
  return texts.has(toml)
    ? { toml: file(toml) }
    : { cluster: file(cluster), nodes: file(nodes) };
}

function textsById(
  rendered: ReadonlyMap<string, string>,
  idOf: (text: string) => string,
): (id: string) => string | undefined {
  const texts = new Map([...rendered.values()].map(text => [idOf(text), text]));
  return id => texts.get(id);
}

function changedBy({ writes, removals, conflicts }: TreeMerge): string[] {
  return [
    ...writes.keys(),
    ...removals,
    ...conflicts.map(({ path }) => path),
  ].sort();
}

function resultOf(merge: TreeMerge, lockText: string) {
  const { removals, kept, leftovers } = merge;
  const lock = writeLock(merge.lock);
  return {
    writes: new Map([
      ...merge.writes,
      ...(lock === lockText ? [] : ([[LOCK_FILE, lock]] as const)),
    ]),
    removals,
    kept,
    leftovers,
  };
}

function describeConflict({ path, reason, places }: MergeConflict): string {
  const [place] = places;
  switch (reason) {
    case 'both-changed':
      return `${path}, line ${
        place?.line ?? 1
      }: an edit by hand and the render change the same lines.`;
    case 'deleted':
      return `${path} was deleted by hand, and what is rendered there changes.`;
    case 'not-rendered-before':
      return `${path} exists, and was never rendered.`;
    default:
      return `${path} was changed by hand, and the text that was rendered there last is not known.`;
  }
}
