// Builds the real servers and clients that tests run against, at pinned versions,
// into .tools/real: `node scripts/tools.mjs [names]`. What is there is not built again.
import { parseArgs } from 'node:util';
import path from 'node:path';
import { ensureTools } from './tools/ensureTools.mjs';
import { REAL } from './tools/buildTool.mjs';
import { run, say } from './say.mjs';

run(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const tools = await ensureTools(positionals);
  const bin = path.relative(process.cwd(), path.join(REAL, 'bin'));
  say(`${Object.keys(tools).length} programs are ready in ${bin}.`);
});
