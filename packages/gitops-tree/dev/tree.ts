import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { lintTree, resolveTree } from '../src';
import { describeReport } from './describeReport';
import { readDirectory } from './readDirectory';
import { reportOf } from './reportOf';

const USAGE = `Usage: yarn tree report|lint DIRECTORY [--root PATH] [--json]

  report   what the tree applies, what it does not and why, its conventions
  lint     what is or may be wrong; exit code 1 when something is an error

  --root   directory of the Kubernetes tree inside DIRECTORY
           (default: kubernetes when there is one, else all of it)
  --json   print JSON
`;

interface Arguments {
  readonly command: string;
  readonly directory: string;
  readonly root: string;
  readonly isJson: boolean;
}

function readArguments(words: readonly string[]): Arguments | undefined {
  const rest = words.filter(word => word !== '--json');
  const flag = rest.indexOf('--root');
  const root = flag < 0 ? undefined : rest[flag + 1];
  const plain =
    flag < 0 ? rest : rest.filter((_, at) => at !== flag && at !== flag + 1);
  const [command, directory] = plain;
  if (!['report', 'lint'].includes(command) || !directory || plain.length > 2) {
    return undefined;
  }
  const hasUsual = existsSync(join(directory, 'kubernetes'));
  return {
    command,
    directory,
    root: root ?? (hasUsual ? 'kubernetes' : ''),
    isJson: words.includes('--json'),
  };
}

function run(words: readonly string[]): number {
  const options = readArguments(words);
  if (!options) {
    process.stderr.write(USAGE);
    return 2;
  }
  if (!statSync(options.directory, { throwIfNoEntry: false })?.isDirectory()) {
    process.stderr.write(`${options.directory} is not a directory\n`);
    return 2;
  }
  const files = readDirectory(options.directory);
  const started = performance.now();
  const index = resolveTree(files, { root: options.root });
  const findings = lintTree(index);
  const elapsedMs = Math.round(performance.now() - started);
  const result =
    options.command === 'lint'
      ? findings
      : reportOf(index, { findings, elapsedMs });
  process.stdout.write(
    options.isJson
      ? `${JSON.stringify(result, null, 2)}\n`
      : describeReport(
          options.command,
          reportOf(index, { findings, elapsedMs }),
        ),
  );
  const hasError = findings.some(({ severity }) => severity === 'error');
  return options.command === 'lint' && hasError ? 1 : 0;
}

process.exitCode = run(process.argv.slice(2));
