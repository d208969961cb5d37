import { resolve } from 'node:path';
import { renderLab } from '../render/renderLab';
import type { RenderedLab } from '../render/renderLab';
import type { Command, CommandCall, CommandResult } from './Command';
import { CommandFailure } from './CommandFailure';
import { DEFINITIONS_FLAG, openLab } from './lab/openLab';
import { problemsResult } from './lab/problemsResult';
import { describeConflict } from './tree/describeConflicts';
import { planRender, writeRender } from './tree/renderInto';
import type { PlannedRender } from './tree/renderInto';

/** Flags of `render` and `diff`. */
export const RENDER_FLAGS = {
  ...DEFINITIONS_FLAG,
  output: {
    value: 'FOLDER',
    help: 'where the tree is (default: beside the inputs)',
  },
} as const;

/** A lab rendered and compared with its tree. */
export interface RenderOfLab {
  /** Folder of the tree. */
  folder: string;
  rendered: RenderedLab;
  plan: PlannedRender;
}

/**
 * Renders the lab of a call and compares it with its tree. Writes nothing.
 *
 * @returns the result to answer with instead when the inputs have mistakes
 * @throws CommandFailure when a template cannot be rendered.
 */
export function renderOfCall(call: CommandCall): RenderOfLab | CommandResult {
  const { folder: inputs, templates, presets, verdict } = openLab(call);
  const { lab } = verdict;
  if (!lab) {
    return problemsResult(verdict.problems);
  }
  const output = call.flags.get('output');
  const folder =
    typeof output === 'string' ? resolve(call.terminal.cwd, output) : inputs;
  call.progress.step('rendering');
  const rendered = attempt(() => renderLab({ lab, templates, presets }));
  call.progress.step('comparing with the tree');
  return {
    folder,
    rendered,
    plan: attempt(() => planRender(folder, rendered.files)),
  };
}

/** What is wrong with templates or the lock is said in one sentence. */
function attempt<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw error instanceof CommandFailure
      ? error
      : new CommandFailure(
          error instanceof Error ? error.message : String(error),
          { cause: error },
        );
  }
}

/** What the comparison found, for scripts. */
export function mergeAsJson({ rendered, plan }: RenderOfLab) {
  const { writes, removals, kept, leftovers, conflicts } = plan.merge;
  return {
    components: rendered.components,
    files: rendered.files.size,
    written: [...writes.keys()],
    removed: removals,
    kept,
    leftovers,
    conflicts,
  };
}

const count = (number: number, what: string) =>
  `${number} ${what}${number === 1 ? '' : 's'}`;

/** The conflicts with both sides, or nothing. */
export function conflictLines({ plan }: RenderOfLab): string[] {
  const { conflicts } = plan.merge;
  return conflicts.length === 0
    ? []
    : [
        ...conflicts.flatMap(describeConflict),
        `Nothing was written: ${count(conflicts.length, 'conflict')}.`,
      ];
}

const listed = (what: string, paths: readonly string[]) =>
  paths.length === 0 ? [] : [what, ...paths.map(path => `  ${path}`)];

/** `infra render`: writes the tree, keeping what was edited by hand. */
export const renderCommand: Command = {
  name: 'render',
  summary: 'Write the tree; what you edited in it is kept',
  flags: RENDER_FLAGS,
  run: async call => {
    const render = renderOfCall(call);
    if (!('plan' in render)) {
      return render;
    }
    const { folder, rendered, plan } = render;
    const { conflicts, writes, removals, kept, leftovers } = plan.merge;
    if (conflicts.length > 0) {
      return {
        isOk: false,
        text: `${conflictLines(render).join('\n')}\n`,
        json: mergeAsJson(render),
      };
    }
    call.progress.step('writing');
    writeRender(folder, rendered.files, plan);
    return {
      isOk: true,
      text: `${[
        ...listed('Your edits are kept in', kept),
        ...listed('No longer rendered, but edited, so they stay:', leftovers),
        `${count(rendered.files.size, 'file')}: ${writes.size} written, ${
          removals.length
        } removed, ${kept.length} with your edits, ${
          rendered.files.size - new Set([...writes.keys(), ...kept]).size
        } as they were (${call.progress.elapsedMs} ms)`,
      ].join('\n')}\n`,
      json: mergeAsJson(render),
    };
  },
};
