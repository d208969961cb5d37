import { spawn } from 'node:child_process';
import { devNull } from 'node:os';

/** Git ended with a status that was not expected. */
export class GitError extends Error {
  readonly exitCode: number | null;

  constructor(command: string, exitCode: number | null, stderr: string) {
    super(`git ${command} failed (status ${exitCode}): ${stderr.trim()}`);
    this.name = 'GitError';
    this.exitCode = exitCode;
  }
}

/**
 * The environment git runs in: nothing of the person's own configuration, so
 * that hooks, signing or line-ending rules of this machine change no commit.
 */
export function gitEnvironment(
  extra: Record<string, string> = {},
): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, TMP, TMPDIR } = process.env;
  return {
    PATH,
    SystemRoot,
    TEMP,
    TMP,
    TMPDIR,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_TERMINAL_PROMPT: '0',
    GIT_LITERAL_PATHSPECS: '1',
    ...extra,
  };
}

/** Options of {@link runGit}. */
export interface RunGitOptions {
  /** Bare repository; unset for commands that need none. */
  directory?: string;
  input?: string | Buffer;
  env?: Record<string, string>;
  /** Statuses that are an answer rather than an error; default: 0. */
  expected?: readonly number[];
}

/** What git answered. */
export interface GitResult {
  status: number;
  stdout: Buffer;
}

/** Runs the git program; throws a {@link GitError} for an unexpected status. */
export function runGit(
  args: readonly string[],
  options: RunGitOptions = {},
): Promise<GitResult> {
  const { directory, input, env, expected = [0] } = options;
  const all = directory ? ['--git-dir', directory, ...args] : [...args];
  return new Promise((resolve, reject) => {
    const child = spawn('git', all, {
      env: gitEnvironment(env),
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout?.on('data', chunk => stdout.push(chunk));
    child.stderr?.on('data', chunk => stderr.push(chunk));
    child.on('error', cause =>
      reject(
        new Error(
          'The forge needs the git program and could not start it; install git and see that it is on the PATH',
          { cause },
        ),
      ),
    );
    child.on('close', status => {
      if (status !== null && expected.includes(status)) {
        resolve({ status, stdout: Buffer.concat(stdout) });
      } else {
        const text = Buffer.concat(stderr).toString();
        reject(new GitError(args[0], status, text));
      }
    });
    // Git may end before it has read everything; its status says why.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
