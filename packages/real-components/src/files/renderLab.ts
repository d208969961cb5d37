import { spawn } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(
  path.dirname(require.resolve('@homestage/real-components/package.json')),
  '../..',
);

/** A file or folder of this repository. */
export function repositoryPath(...names: string[]): string {
  return path.join(ROOT, ...names);
}

/** Renders the inputs in a folder with the command that people use, into another folder. */
export function renderLab(inputs: string, output: string): Promise<void> {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      repositoryPath('packages/labctl/src/commands/main.ts'),
      'render',
      inputs,
      '--output',
      output,
    ],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  const keep = (chunk: Buffer) => {
    said += chunk;
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code =>
      code === 0
        ? resolve()
        : reject(new Error(`${inputs} could not be rendered:\n${said}`)),
    );
  });
}
