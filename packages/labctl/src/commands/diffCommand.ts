import type { Command } from './Command';
import {
  conflictLines,
  mergeAsJson,
  RENDER_FLAGS,
  renderOfCall,
} from './renderCommand';
import { diffsOf } from './tree/renderInto';

/** `infra diff`: what rendering would change, file by file. */
export const diffCommand: Command = {
  name: 'diff',
  summary: 'Show what rendering would change, file by file',
  flags: RENDER_FLAGS,
  run: async call => {
    const render = renderOfCall(call);
    if (!('plan' in render)) {
      return render;
    }
    const diffs = diffsOf(render.plan);
    const { conflicts } = render.plan.merge;
    return {
      isOk: conflicts.length === 0,
      text: [
        ...diffs,
        ...conflictLines(render).map(line => `${line}\n`),
        ...(diffs.length + conflicts.length === 0
          ? ['Rendering would change nothing.\n']
          : []),
      ].join(''),
      json: { ...mergeAsJson(render), diffs },
    };
  },
};
