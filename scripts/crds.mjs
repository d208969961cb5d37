// Writes the CustomResourceDefinitions of the operators that labs use, from their Go
// modules at pinned versions, and JSON schemas of every kind, into .tools/real/definitions.
import path from 'node:path';
import { run, say } from './say.mjs';
import { checkMachine, ensurePackages, ensureToolchain } from './toolchain.mjs';

run(async () => {
  checkMachine();
  await ensurePackages(await ensureToolchain());
  // Here, not at the top: it reads YAML with a package.
  const { ensureDefinitions } = await import(
    './definitions/ensureDefinitions.mjs'
  );
  const folder = path.relative(process.cwd(), await ensureDefinitions());
  say(
    `Definitions are in ${folder}/yaml, schemas for kubeconform in ${folder}/schemas.`,
  );
});
