import { readFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../process/freePort';
import { LabFolder } from '../process/LabFolder';
import { RealProcess } from '../process/RealProcess';
import { ToolAnswer, ToolOptions, runTool, tryTool } from '../process/runTool';
import { toolFile } from '../tools/toolFile';
import {
  ApiServerFiles,
  newToken,
  writeApiServerFiles,
  writeKubeconfig,
  writeTokens,
} from './apiServerFiles';
import { apiServerReady } from './apiServerReady';
import { applyDefinitions } from './applyDefinitions';
import {
  type KubernetesAddress,
  KubernetesConnection,
} from './KubernetesConnection';
import { RealControlPlane } from './RealControlPlane';
import { RealEtcd } from './RealEtcd';

/** What runs beside the API server. */
export interface RealKubernetesOptions {
  /**
   * Runs the real controller-manager and scheduler, and this many nodes whose
   * kubelets kwok plays: pods become Running without containers. With 0 there is
   * no scheduler either, and pods stay Pending. When unset there are no controllers either: nothing deletes namespaces,
   * collects garbage or rolls out Deployments.
   */
  nodes?: number;
  /** Which controllers run, where `nodes` says that any do; those that workloads need when unset. */
  controllers?: readonly string[];
  /** Groups whose CustomResourceDefinitions are created; `all` for every one. */
  definitions?: readonly string[] | 'all';
  /** Users beside `admin`, who may do all: they may do nothing until they are bound to a role. */
  users?: readonly string[];
  /** More flags of the API server. */
  flags?: readonly string[];
}

/** One line of the audit log. */
export interface AuditEvent {
  /** `ResponseStarted` when a watch begins, `ResponseComplete` when a request ends. */
  stage: string;
  verb: string;
  requestURI: string;
  user: { username: string };
  objectRef?: { resource: string; apiGroup?: string; namespace?: string };
  responseStatus?: { code: number };
}

/**
 * A real kube-apiserver on a real etcd, on loopback with ports the system chooses,
 * RBAC and an audit log. `stop()` ends all and removes its data.
 */
export class RealKubernetes {
  readonly url: string;
  readonly etcd: RealEtcd;
  readonly #tokens: Record<string, string>;
  readonly #folder: LabFolder;
  readonly #files: ApiServerFiles;
  readonly #options: RealKubernetesOptions;
  readonly #connections = new Map<string, KubernetesConnection>();
  #apiServer: RealProcess;
  #controlPlane?: RealControlPlane;

  private constructor(
    folder: LabFolder,
    etcd: RealEtcd,
    port: number,
    options: RealKubernetesOptions,
  ) {
    this.#folder = folder;
    this.etcd = etcd;
    this.#options = options;
    this.url = `https://127.0.0.1:${port}`;
    this.#tokens = Object.fromEntries(
      ['admin', ...(options.users ?? [])].map(user => [user, newToken()]),
    );
    this.#files = writeApiServerFiles(folder, this.#tokens);
    this.#apiServer = this.#run();
  }

  static async start(
    options: RealKubernetesOptions = {},
  ): Promise<RealKubernetes> {
    const folder = LabFolder.create('kubernetes');
    const etcd = await RealEtcd.start(folder);
    const kubernetes = new RealKubernetes(
      folder,
      etcd,
      await freePort(),
      options,
    );
    try {
      await kubernetes.#prepare();
    } catch (error) {
      await kubernetes.stop();
      throw error;
    }
    return kubernetes;
  }

  async #prepare(): Promise<void> {
    await this.#ready();
    Object.keys(this.#tokens).forEach(user => this.#writeKubeconfig(user));
    const { controllers, definitions, nodes } = this.#options;
    if (definitions) {
      await applyDefinitions(this, definitions);
    }
    if (nodes !== undefined) {
      this.#controlPlane = await RealControlPlane.start({
        folder: this.#folder,
        kubernetes: this,
        nodes,
        controllers,
        caFile: this.caFile,
        serviceAccountKey: this.#files.serviceAccountKey,
      });
    }
  }

  #writeKubeconfig(user: string): void {
    writeKubeconfig(this.kubeconfig(user), user, this.#addressOf(user));
  }

  #addressOf(user: string): KubernetesAddress {
    return { url: this.url, caFile: this.caFile, token: this.#tokens[user] };
  }

  #run(): RealProcess {
    const files = this.#files;
    return RealProcess.start({
      name: 'kube-apiserver',
      file: toolFile('kube-apiserver'),
      args: [
        `--etcd-servers=${this.etcd.url}`,
        '--bind-address=127.0.0.1',
        '--advertise-address=127.0.0.1',
        `--secure-port=${new URL(this.url).port}`,
        '--endpoint-reconciler-type=none',
        `--cert-dir=${files.certificates}`,
        `--token-auth-file=${files.tokenFile}`,
        '--anonymous-auth=false',
        '--authorization-mode=Node,RBAC',
        '--service-account-issuer=https://kubernetes.default.svc',
        `--service-account-key-file=${files.serviceAccountKey}`,
        `--service-account-signing-key-file=${files.serviceAccountKey}`,
        '--service-cluster-ip-range=10.96.0.0/16',
        // Pods may be made before their service account is.
        '--disable-admission-plugins=ServiceAccount',
        `--audit-policy-file=${files.auditPolicy}`,
        `--audit-log-path=${files.auditLog}`,
        ...(this.#options.flags ?? []),
      ],
      logs: this.#folder.logs,
    });
  }

  #ready(): Promise<void> {
    return this.#apiServer.untilReady(() =>
      apiServerReady(this.#addressOf('admin')),
    );
  }

  /** The bearer token of each user. */
  get tokens(): Readonly<Record<string, string>> {
    return this.#tokens;
  }

  get caFile(): string {
    return path.join(this.#files.certificates, 'apiserver.crt');
  }

  /** The id of the API server's process. */
  get pid(): number {
    return this.#apiServer.pid;
  }

  /** The kubeconfig file of a user. */
  kubeconfig(user = 'admin'): string {
    return this.#folder.file(`kubeconfig-${user}`);
  }

  /** A connection as one of the users. */
  as(user: string): KubernetesConnection {
    const known = this.#connections.get(user);
    if (known) {
      return known;
    }
    const connection = new KubernetesConnection(this.#addressOf(user));
    this.#connections.set(user, connection);
    return connection;
  }

  /** Runs kubectl as admin to its end, whatever its exit code. */
  tryKubectl(args: readonly string[], options?: ToolOptions) {
    return this.#client(tryTool, 'kubectl', args, options);
  }

  /** Runs a client that reads KUBECONFIG as admin, and gives what it printed. */
  run(
    name: 'kubectl' | 'flux' | 'helm' | 'virtctl',
    args: readonly string[],
    options?: ToolOptions,
  ): Promise<string> {
    return this.#client(runTool, name, args, options);
  }

  #client<T extends string | ToolAnswer>(
    how: (
      name: string,
      args: readonly string[],
      options: ToolOptions,
    ) => Promise<T>,
    name: string,
    args: readonly string[],
    options: ToolOptions = {},
  ): Promise<T> {
    return how(name, args, {
      ...options,
      env: {
        KUBECONFIG: this.kubeconfig(),
        // Of its own, so that nothing another server said is remembered.
        HOME: this.#folder.folder('home'),
        ...options.env,
      },
    });
  }

  /** What the API server was asked since it was started first, in order. */
  auditEvents(): AuditEvent[] {
    return readFileSync(this.#files.auditLog, 'utf8')
      .split('\n')
      .filter(line => line.endsWith('}'))
      .map(line => JSON.parse(line));
  }

  /** Kills the API server without warning and starts it again on the same data and port. */
  async killAndRestart(): Promise<void> {
    await this.#apiServer.kill();
    this.#apiServer = this.#run();
    await this.#ready();
  }

  /**
   * Gives a user another token and restarts the API server, which refuses the old
   * one from then on.
   */
  async renewToken(user: string): Promise<string> {
    const token = newToken();
    this.#tokens[user] = token;
    writeTokens(this.#files.tokenFile, this.#tokens);
    this.#writeKubeconfig(user);
    this.#connections.get(user)?.close();
    this.#connections.delete(user);
    await this.killAndRestart();
    return token;
  }

  /** Ends everything and removes its data. */
  async stop(): Promise<void> {
    this.#connections.forEach(connection => connection.close());
    await this.#controlPlane?.stop();
    await this.#apiServer.stop();
    await this.etcd.stop();
    this.#folder.remove();
  }
}
