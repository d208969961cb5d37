// Yarn with the repository's own Node: `node scripts/yarn.mjs tree lint infra`.
import { spawnSync } from 'node:child_process';
import { run } from './say.mjs';
import { ROOT, ensureToolchain } from './toolchain.mjs';

run(async () => {
  const { node, yarn, env } = await ensureToolchain();
  const { status } = spawnSync(node, [yarn, ...process.argv.slice(2)], {
    cwd: process.env.INIT_CWD ?? ROOT,
    env,
    stdio: 'inherit',
  });
  process.exit(status ?? 1);
});
