import { ChildProcess, spawn, spawnSync } from 'node:child_process';

export interface KubectlResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface KubectlOptions {
  kubeconfig: string;
  /** A directory for kubectl's own cache, so that no other lab's discovery is read. */
  home: string;
  stdin?: string;
}

/** Whether there is a kubectl on this machine. */
export function hasKubectl(): boolean {
  return spawnSync('kubectl', ['version', '--client']).status === 0;
}

/** Starts kubectl and leaves it running: for what follows or watches. */
export function startKubectl(
  args: string[],
  options: KubectlOptions,
): ChildProcess & { output(): string } {
  const child = spawn('kubectl', args, {
    env: {
      ...process.env,
      HOME: options.home,
      KUBECONFIG: options.kubeconfig,
    },
  });
  let output = '';
  child.stdout.on('data', chunk => {
    output += chunk;
  });
  child.stdin.end(options.stdin ?? '');
  return Object.assign(child, { output: () => output });
}

/** Runs kubectl to its end. */
export function runKubectl(
  args: string[],
  options: KubectlOptions,
): Promise<KubectlResult> {
  return new Promise((resolve, reject) => {
    const child = startKubectl(args, options);
    let stderr = '';
    child.stderr?.on('data', chunk => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', code =>
      resolve({ code, stdout: child.output(), stderr }),
    );
  });
}
