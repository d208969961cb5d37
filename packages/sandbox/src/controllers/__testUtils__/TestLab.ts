import { execFile } from 'node:child_process';
import {
  mkdtemp,
  mkdir,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { labDefinitions } from '../../kubernetes/labDefinitions';
import { MemoryObjectStore } from '../../kubernetes/MemoryObjectStore';
import { StoredObject } from '../../kubernetes/ObjectStore';
import { seedCluster } from '../bootstrap/seedCluster';
import { serveUnknownKinds } from '../bootstrap/serveUnknownKinds';
import { createControllers } from '../createControllers';
import { conditionOf } from '../runtime/conditions';
import { Lab } from '../runtime/Controller';
import { ControllerHost } from '../runtime/ControllerHost';
import { EventRecorder } from '../runtime/EventRecorder';
import { Faults } from '../runtime/Faults';
import { PodNetwork } from '../workloads/PodNetwork';
import { VirtualClock } from './VirtualClock';

const run = promisify(execFile);

const KINDS: Record<string, string> = {
  Kustomization: 'kustomize.toolkit.fluxcd.io',
  HelmRelease: 'helm.toolkit.fluxcd.io',
  GitRepository: 'source.toolkit.fluxcd.io',
  OCIRepository: 'source.toolkit.fluxcd.io',
  HelmChart: 'source.toolkit.fluxcd.io',
  HelmRepository: 'source.toolkit.fluxcd.io',
  Receiver: 'notification.toolkit.fluxcd.io',
  Deployment: 'apps',
  ReplicaSet: 'apps',
  StatefulSet: 'apps',
  DaemonSet: 'apps',
  CronJob: 'batch',
  Job: 'batch',
  HTTPRoute: 'gateway.networking.k8s.io',
  Gateway: 'gateway.networking.k8s.io',
  VirtualMachine: 'kubevirt.io',
  VirtualMachineInstance: 'kubevirt.io',
  StorageClass: 'storage.k8s.io',
};

/** Files of a folder, as a tree. */
export async function readFolder(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const files = new Map<string, string>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    files.set(path.relative(folder, file), await readFile(file, 'utf8'));
  }
  return files;
}

/**
 * A lab on a clock that goes as fast as the work is done, with a real Git
 * repository and no network. Make it, `start` it, and `stop` it at the end.
 */
export class TestLab {
  readonly clock = new VirtualClock();
  readonly faults = new Faults();
  readonly failures: Array<{
    controller: string;
    object: string;
    error: unknown;
  }> = [];
  readonly store: MemoryObjectStore;
  readonly lab: Lab;
  readonly host: ControllerHost;
  readonly #network = new PodNetwork();
  readonly #directory: string;
  #pending = 0;

  private constructor(directory: string, options: { isForeign: boolean }) {
    this.#directory = directory;
    this.store = new MemoryObjectStore({
      now: () => this.clock.now(),
      gracefulPods: true,
    });
    for (const definition of labDefinitions()) this.store.create(definition);
    const { clock, faults, store } = this;
    this.lab = {
      clock,
      faults,
      store,
      events: new EventRecorder({ store, clock }),
    };
    this.host = new ControllerHost({
      lab: this.lab,
      controllers: createControllers({
        origins: {
          directoryOf: source =>
            source.metadata.name === 'flux-system'
              ? path.join(directory, '.git')
              : undefined,
        },
        network: this.#network,
        startedAt: clock.now(),
        trustsEveryChart: options.isForeign,
        prepare: options.isForeign ? serveUnknownKinds : undefined,
      }),
      onFailure: failure => this.failures.push(failure),
    });
  }

  static async create(
    files: ReadonlyMap<string, string>,
    options: { isForeign?: boolean } = {},
  ): Promise<TestLab> {
    const directory = await mkdtemp(path.join(tmpdir(), 'lab-'));
    await run('git', ['init', '--quiet', '--initial-branch=main', directory]);
    const lab = new TestLab(directory, {
      isForeign: options.isForeign ?? false,
    });
    await lab.commit(Object.fromEntries(files), 'Seed');
    seedCluster(lab.store, {
      files,
      url: 'http://forge.test/lab/home-ops.git',
      branch: 'main',
      network: lab.#network,
    });
    return lab;
  }

  start(): void {
    this.host.start();
  }

  /** Throws when a controller failed in a way that it should have told as a status. */
  async stop(): Promise<void> {
    this.host.stop();
    await rm(this.#directory, { recursive: true, force: true });
    const failures = this.failures.map(
      ({ controller, object, error }) => `${controller} ${object}: ${error}`,
    );
    if (failures.length > 0) throw new Error(failures.join('\n'));
  }

  /** Text of a file of the tree; undefined when there is none. */
  async read(file: string): Promise<string | undefined> {
    return this.#during(
      readFile(path.join(this.#directory, file), 'utf8').catch(() => undefined),
    );
  }

  /** Writes (null deletes) and commits files, and tells Flux as a web hook would. */
  commit(
    files: Record<string, string | null>,
    message: string,
  ): Promise<string> {
    return this.#during(this.#commit(files, message));
  }

  async #commit(
    files: Record<string, string | null>,
    message: string,
  ): Promise<string> {
    for (const [file, text] of Object.entries(files)) {
      const target = path.join(this.#directory, file);
      await mkdir(path.dirname(target), { recursive: true });
      if (text === null) await rm(target);
      else await writeFile(target, text);
    }
    const git = (...args: string[]) =>
      run('git', ['-C', this.#directory, ...args]);
    await git('add', '--all');
    await git(
      '-c',
      'user.name=Lab',
      '-c',
      'user.email=lab@home.example',
      'commit',
      '--quiet',
      '-m',
      message,
    );
    const { stdout } = await git('rev-parse', 'HEAD');
    this.request('GitRepository', 'flux-system', 'flux-system');
    return stdout.trim();
  }

  /** Asks for a reconcile now, as `flux reconcile` does. */
  request(kind: string, namespace: string, name: string): void {
    const object = this.get(kind, namespace, name);
    if (!object) return;
    const annotations = {
      ...object.metadata.annotations,
      'reconcile.fluxcd.io/requestedAt': String(this.clock.now()),
    };
    this.store.update({
      ...object,
      metadata: { ...object.metadata, annotations },
    });
  }

  get(
    kind: string,
    namespace: string | undefined,
    name: string,
  ): StoredObject | undefined {
    return this.store.get({ group: KINDS[kind] ?? '', kind, namespace, name });
  }

  list(kind: string, namespace?: string): readonly StoredObject[] {
    return this.store.list({ group: KINDS[kind] ?? '', kind }, { namespace });
  }

  isReady(kind: string, namespace: string, name: string): boolean {
    return (
      conditionOf(this.get(kind, namespace, name), 'Ready')?.status === 'True'
    );
  }

  /** Reason and message of a condition. */
  says(kind: string, namespace: string, name: string, type = 'Ready'): string {
    const condition = conditionOf(this.get(kind, namespace, name), type);
    return condition
      ? `${condition.status} ${condition.reason}: ${condition.message}`
      : 'nothing';
  }

  /** Lets time pass until the condition holds. Answers how long that took, in the lab's time. */
  async until(holds: () => boolean, limitMs = 120_000): Promise<number> {
    const startedAt = this.clock.now();
    for (;;) {
      await this.#settle();
      if (holds()) return this.clock.now() - startedAt;
      if (!this.clock.step(startedAt + limitMs)) {
        throw new Error(
          `It did not come true within ${limitMs} ms of the lab's time: ${holds}`,
        );
      }
    }
  }

  async pass(milliseconds: number): Promise<void> {
    const end = this.clock.now() + milliseconds;
    await this.#settle();
    while (this.clock.step(end)) await this.#settle();
  }

  /** Until no queue holds anything and no Git command runs. */
  async #settle(): Promise<void> {
    do {
      await new Promise(resolve => setImmediate(resolve));
    } while (!this.host.isIdle || this.#pending > 0);
  }

  /** The clock stands still while real work is done on the disk. */
  async #during<T>(work: Promise<T>): Promise<T> {
    this.#pending += 1;
    try {
      return await work;
    } finally {
      this.#pending -= 1;
    }
  }
}
