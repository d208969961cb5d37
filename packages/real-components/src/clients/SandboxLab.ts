import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { LabFolder } from '../process/LabFolder';
import {
  type ToolAnswer,
  type ToolOptions,
  runTool,
  tryTool,
} from '../process/runTool';

const COMMAND = require
  .resolve('@homestage/sandbox/package.json')
  .replace('package.json', 'bin/homestage-sandbox.cjs');

/** The embedded lab as people start it, seen through the clients they use. */
export class SandboxLab {
  readonly #child: ChildProcess;
  readonly #folder: LabFolder;
  readonly #kubeconfig: string;
  readonly #talosconfig: string;
  readonly #operatorTalosconfig: string;

  private constructor(
    child: ChildProcess,
    folder: LabFolder,
    files: {
      kubeconfig: string;
      talosconfig: string;
      operatorTalosconfig: string;
    },
  ) {
    this.#child = child;
    this.#folder = folder;
    this.#kubeconfig = files.kubeconfig;
    this.#talosconfig = files.talosconfig;
    this.#operatorTalosconfig = files.operatorTalosconfig;
  }

  /** Starts it on its own tree; it is ready when its announcement is read. */
  static async start(): Promise<SandboxLab> {
    const folder = LabFolder.create('sandbox');
    const child = spawn(
      process.execPath,
      [COMMAND, '--state', folder.folder('state'), '--with-parent'],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    for await (const line of createInterface({ input: child.stdout })) {
      const { kubernetes, talos } = JSON.parse(line);
      return new SandboxLab(child, folder, {
        kubeconfig: kubernetes.kubeconfig,
        talosconfig: talos.talosconfig,
        operatorTalosconfig: talos.operatorTalosconfig,
      });
    }
    throw new Error('The embedded lab ended before it was ready');
  }

  /** Runs a client (of Kubernetes as admin, of Talos as reader) and gives what it printed; throws when it fails. */
  run(
    name: string,
    args: readonly string[],
    options: ToolOptions = {},
  ): Promise<string> {
    return runTool(name, args, { ...options, env: this.#env() });
  }

  /** The same, whatever its exit code. */
  try(name: string, args: readonly string[]): Promise<ToolAnswer> {
    return tryTool(name, args, { env: this.#env() });
  }

  #env() {
    return {
      KUBECONFIG: this.#kubeconfig,
      TALOSCONFIG: this.#talosconfig,
      HOME: this.#folder.folder('home'),
    };
  }

  /** Runs talosctl as an operator. */
  operate(args: readonly string[]): Promise<string> {
    return this.run('talosctl', [
      '--talosconfig',
      this.#operatorTalosconfig,
      ...args,
    ]);
  }

  /** A file of the lab's own folder, for what a client writes. */
  file(name: string): string {
    return this.#folder.file(name);
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
    this.#folder.remove();
  }
}
