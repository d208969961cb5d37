import { rm } from 'node:fs/promises';
import path from 'node:path';
import { FLUX_CONTROLLERS } from './controllers/bootstrap/fluxObjects';
import { machinesOf } from './controllers/bootstrap/machinesOf';
import { seedCluster } from './controllers/bootstrap/seedCluster';
import { serveUnknownKinds } from './controllers/bootstrap/serveUnknownKinds';
import { createControllers } from './controllers/createControllers';
import { Clock } from './controllers/runtime/Clock';
import { ControllerLogs } from './controllers/runtime/ControllerLogs';
import { ControllerHost } from './controllers/runtime/ControllerHost';
import { EventRecorder } from './controllers/runtime/EventRecorder';
import { Faults } from './controllers/runtime/Faults';
import {
  GitTree,
  readGitHead,
  readGitTree,
} from './controllers/source/readGitTree';
import { readGitFile } from './controllers/source/readGitFile';
import { REQUESTED_AT } from './controllers/source/sourceStatus';
import { PodLogs } from './controllers/workloads/PodLogs';
import { PodNetwork } from './controllers/workloads/PodNetwork';
import { Forge, startForge } from './forge';
import { labDefinitions } from './kubernetes/labDefinitions';
import { MemoryObjectStore } from './kubernetes/MemoryObjectStore';
import { ObjectStore, StoredObject } from './kubernetes/ObjectStore';
import {
  KubernetesApi,
  startKubernetesApi,
} from './kubernetes/startKubernetesApi';
import { LabRepository } from './scenarios/LabRepository';
import { readScenarios } from './scenarios/readScenarios';
import { ScenarioRunner } from './scenarios/ScenarioRunner';
import { startAdminServer } from './scenarios/startAdminServer';
import { startTalosApi, TalosApi } from './talos/startTalosApi';
import { sharedAddressOf, talosMachines } from './talos/talosMachines';

/** The repository of the lab's tree on its forge. @public */
export const LAB_REPOSITORY = {
  owner: 'lab',
  name: 'home-ops',
  branch: 'main',
};

const KINDS_OF_SOURCES = {
  group: 'source.toolkit.fluxcd.io',
  kind: 'GitRepository',
};

/** @public */
export interface SandboxOptions {
  /** Keeps the CA, the tokens and the repository from start to start. */
  stateDirectory: string;
  /** Folder whose contents become the repository. */
  tree: string;
  /** True for a tree that was not made for the lab: its charts are found, its kinds served. */
  isForeignTree: boolean;
  clock: Clock;
  /** Forgets the state directory first. */
  reset?: boolean;
  /** Scenario to begin with; `healthy` when unset. */
  scenario?: string;
  /** 127.0.0.1 when unset. */
  host?: string;
  /** 0, or unset, lets the system choose. */
  kubernetesPort?: number;
  forgePort?: number;
  adminPort?: number;
  /** Told about everything that went wrong without ending the lab. */
  onFailure(message: string, error: unknown): void;
}

/** A running lab. @public */
export interface Sandbox {
  kubernetes: KubernetesApi;
  talos: TalosApi;
  forge: Forge;
  adminUrl: string;
  store: ObjectStore;
  host: ControllerHost;
  faults: Faults;
  scenarios: ScenarioRunner;
  stop(): Promise<void>;
}

async function headTree(forge: Forge): Promise<GitTree> {
  const { owner, name, branch } = LAB_REPOSITORY;
  const directory = forge.repositoryDirectory(owner, name);
  const head = await readGitHead(directory, branch);
  if (!head)
    throw new Error(`The repository ${owner}/${name} has no branch ${branch}.`);
  return readGitTree(directory, head);
}

function labRepository(forge: Forge): LabRepository {
  const { owner, name, branch } = LAB_REPOSITORY;
  const directory = forge.repositoryDirectory(owner, name);
  return {
    read: file => readGitFile(directory, branch, file),
    commit: async ({ message, files }) => {
      await forge.commit(
        { owner, name },
        {
          branch,
          message,
          files: [...files].map(([file, content]) => ({ path: file, content })),
        },
      );
    },
  };
}

/** The lab's own source, and any other that names the forge, is the repository on disk. */
function originOf(source: StoredObject, forge: Forge): string | undefined {
  const { owner, name } = LAB_REPOSITORY;
  const { name: called, namespace } = source.metadata;
  const isOwn = called === 'flux-system' && namespace === 'flux-system';
  const url = String(source.spec?.url ?? '').replace(/\.git$/, '');
  return isOwn || url === `${forge.url}/${owner}/${name}`
    ? forge.repositoryDirectory(owner, name)
    : undefined;
}

/** What a Receiver does after a push: asks the sources to fetch now. */
function requestFetch(store: ObjectStore, at: number): void {
  for (const source of store.list(KINDS_OF_SOURCES)) {
    const annotations = {
      ...source.metadata.annotations,
      [REQUESTED_AT]: String(at),
    };
    store.update({ ...source, metadata: { ...source.metadata, annotations } });
  }
}

/**
 * Starts the embedded lab: forge, Kubernetes API, controllers and scenarios. The
 * cluster is made anew from the tree each time; only the CA, the tokens and the
 * repository are kept.
 *
 * Rejects when a port is taken, git is not installed, or the tree holds nothing
 * that Flux could begin with; nothing is left running then.
 * @public
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const stops: Array<() => Promise<void> | void> = [];
  const stop = async () => {
    await Promise.all(stops.splice(0).map(one => one()));
  };
  try {
    return await start(options, { stops, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  options: SandboxOptions,
  life: { stops: Array<() => Promise<void> | void>; stop(): Promise<void> },
): Promise<Sandbox> {
  const {
    stateDirectory,
    clock,
    isForeignTree,
    onFailure,
    host = '127.0.0.1',
  } = options;
  const { stops } = life;
  const now = () => clock.now();
  if (options.reset) await rm(stateDirectory, { recursive: true, force: true });

  const { owner, name, branch } = LAB_REPOSITORY;
  const forge = await startForge({
    stateDirectory: path.join(stateDirectory, 'forge'),
    host,
    port: options.forgePort ?? 0,
    now,
    repositories: [{ owner, name, defaultBranch: branch, seed: options.tree }],
  });
  stops.push(() => forge.stop());

  const store = new MemoryObjectStore({ now, gracefulPods: true });
  for (const definition of labDefinitions()) store.create(definition);
  const network = new PodNetwork();
  const { files } = await headTree(forge);
  seedCluster(store, {
    files,
    url: `${forge.url}/${owner}/${name}.git`,
    branch,
    network,
  });

  const logs = new ControllerLogs({ clock, controllers: FLUX_CONTROLLERS });
  const faults = new Faults();
  const lab = {
    store,
    clock,
    faults,
    events: new EventRecorder({ store, clock, logs }),
  };
  const controllers = new ControllerHost({
    lab,
    controllers: createControllers({
      origins: { directoryOf: source => originOf(source, forge) },
      network,
      startedAt: now(),
      trustsEveryChart: isForeignTree,
      prepare: isForeignTree ? serveUnknownKinds : undefined,
    }),
    onFailure: ({ controller, object, error }) =>
      onFailure(`${controller}: ${object}`, error),
  });
  stops.push(() => controllers.stop());

  const kubernetes = await startKubernetesApi({
    store,
    stateDirectory: path.join(stateDirectory, 'kubernetes'),
    host,
    port: options.kubernetesPort ?? 0,
    now,
    logSource: new PodLogs({ clock, controllers: logs }),
  });
  stops.push(() => kubernetes.stop());

  const talos = await startTalosApi({
    machines: talosMachines(files, machinesOf(files)),
    sharedAddress: sharedAddressOf(files),
    store,
    faults,
    stateDirectory: path.join(stateDirectory, 'talos'),
    host,
    now,
    onFailure,
  });
  stops.push(() => talos.stop());

  const scenarios = new ScenarioRunner({
    lab,
    host: controllers,
    repository: labRepository(forge),
    scenarios: readScenarios(),
    onFailure: (scenario, error) => onFailure(`scenario ${scenario}`, error),
  });
  stops.push(() => scenarios.stop());
  const admin = await startAdminServer({
    runner: scenarios,
    takeTalosCalls: () => talos.lab.calls.take(),
    token: kubernetes.tokens.admin,
    host,
    port: options.adminPort ?? 0,
  });
  stops.push(() => admin.stop());

  controllers.start();
  stops.push(forge.onPush(() => requestFetch(store, now())));
  await scenarios.start(options.scenario ?? 'healthy');
  return {
    kubernetes,
    talos,
    forge,
    adminUrl: admin.url,
    store,
    host: controllers,
    faults,
    scenarios,
    stop: life.stop,
  };
}
