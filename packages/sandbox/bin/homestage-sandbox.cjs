#!/usr/bin/env node
/*
 * In this repository the bundle is made of the sources beside this file whenever
 * they are newer; where the package is installed, the bundle came with it.
 */
const { existsSync } = require('node:fs');
const path = require('node:path');
const nodeFlags = require('./nodeFlags.cjs');

async function bundledFile() {
  if (existsSync(path.resolve(__dirname, '../src/main.ts'))) {
    const { bundle } = await import('../scripts/bundle.mjs');
    return bundle();
  }
  return path.resolve(__dirname, '../dist/homestage-sandbox.cjs');
}

async function run(argv) {
  const file = await bundledFile();
  // One process, not two: signals, standard input and the exit code are the lab's
  // own. A parent that talks over IPC would lose its channel that way.
  if (process.execve && process.platform !== 'win32' && !process.channel) {
    process.execve(
      process.execPath,
      [process.execPath, ...nodeFlags, file, ...argv],
      process.env,
    );
  }
  process.setSourceMapsEnabled(true);
  require(file).main(argv);
}

run(process.argv.slice(2)).catch(error => {
  process.stderr.write(
    `The embedded lab cannot be bundled: ${error.message}\n`,
  );
  process.exit(1);
});
