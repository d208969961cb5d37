import { join } from 'node:path';
import { jsonSchemas } from '../model/jsonSchemas';
import type { Command } from './Command';
import { shownPath } from './files/shownPath';
import { writeFiles } from './files/writeFiles';
import { DEFINITIONS_FLAG, findDefinitions } from './lab/openLab';

/** `infra schemas`: JSON Schemas of the inputs, for editors. */
export const schemasCommand: Command = {
  name: 'schemas',
  summary: 'Write the JSON Schemas that editors check the inputs by',
  flags: DEFINITIONS_FLAG,
  run: async call => {
    const folder = join(findDefinitions(call, call.target), 'schemas');
    const files = new Map(
      [...jsonSchemas()].map(([name, schema]) => [
        name,
        `${JSON.stringify(schema, null, 2)}\n`,
      ]),
    );
    writeFiles(folder, files);
    const written = [...files.keys()];
    return {
      isOk: true,
      text: `wrote ${written.join(', ')} into ${shownPath(
        folder,
        call.terminal.cwd,
      )}\n`,
      json: { folder, written },
    };
  },
};
