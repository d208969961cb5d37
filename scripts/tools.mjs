// Builds the real servers and clients that tests run against, at pinned versions,
// into .tools/real: `node scripts/tools.mjs [names]`. What is there is not made again.
import { parseArgs } from 'node:util';
import path from 'node:path';
import { ensurePython } from './tools/ensurePython.mjs';
import { ensureTools } from './tools/ensureTools.mjs';
import { REAL } from './tools/buildTool.mjs';
import { run, say } from './say.mjs';

/** Stands for the tools that are written in Python. */
const PYTHON = 'python';

run(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const isAll = positionals.length === 0;
  const names = positionals.filter(name => name !== PYTHON);
  const tools = isAll || names.length > 0 ? await ensureTools(names) : {};
  if (isAll || positionals.includes(PYTHON)) {
    await ensurePython();
  }
  const bin = path.relative(process.cwd(), path.join(REAL, 'bin'));
  say(
    `${
      Object.keys(tools).length || 'The Python'
    } programs are ready in ${bin}.`,
  );
});
