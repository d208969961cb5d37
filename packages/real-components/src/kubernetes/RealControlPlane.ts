import { readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import path from 'node:path';
import { freePort } from '../process/freePort';
import { LabFolder } from '../process/LabFolder';
import { RealProcess } from '../process/RealProcess';
import { waitFor } from '../process/waitFor';
import { toolAssets, toolFile } from '../tools/toolFile';
import type { RealKubernetes } from './RealKubernetes';

/** The controllers that a lab's workloads need; the others find nothing to do here. */
const WORKLOAD_CONTROLLERS = [
  'namespace-controller',
  'garbage-collector-controller',
  'serviceaccount-controller',
  'serviceaccount-token-controller',
  'root-ca-certificate-publisher-controller',
  'deployment-controller',
  'replicaset-controller',
  'statefulset-controller',
  'daemonset-controller',
  'job-controller',
  'cronjob-controller',
  'endpointslice-controller',
  'node-lifecycle-controller',
  'clusterrole-aggregation-controller',
];

/** What kwok does with nodes and pods, as files of its module. */
const STAGES = [
  'node/fast/node-initialize',
  'node/heartbeat-with-lease/node-heartbeat-with-lease',
  'pod/fast/pod-ready',
  'pod/fast/pod-complete',
  'pod/fast/pod-delete',
];

interface ControlPlaneOptions {
  folder: LabFolder;
  kubernetes: RealKubernetes;
  /** How many nodes there are; without any there is no scheduler and no kwok. */
  nodes: number;
  controllers?: readonly string[];
  caFile: string;
  serviceAccountKey: string;
}

/** The real controller-manager and scheduler, and nodes whose kubelets kwok plays. */
export class RealControlPlane {
  readonly #processes: RealProcess[] = [];

  static async start(options: ControlPlaneOptions): Promise<RealControlPlane> {
    const plane = new RealControlPlane();
    await Promise.all([
      plane.#startControllerManager(options),
      ...(options.nodes > 0
        ? [plane.#startScheduler(options), plane.#startNodes(options)]
        : []),
    ]);
    return plane;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#processes.map(process => process.stop()));
  }

  async #startControllerManager(options: ControlPlaneOptions): Promise<void> {
    const { controllers = WORKLOAD_CONTROLLERS } = options;
    await this.#startComponent('kube-controller-manager', options, [
      `--service-account-private-key-file=${options.serviceAccountKey}`,
      `--root-ca-file=${options.caFile}`,
      `--controllers=${controllers.join(',')}`,
    ]);
  }

  async #startScheduler(options: ControlPlaneOptions): Promise<void> {
    await this.#startComponent('kube-scheduler', options, []);
  }

  async #startComponent(
    name: string,
    { folder, kubernetes }: ControlPlaneOptions,
    flags: readonly string[],
  ): Promise<void> {
    const port = await freePort();
    const kubeconfig = kubernetes.kubeconfig();
    const running = RealProcess.start({
      name,
      file: toolFile(name),
      args: [
        `--kubeconfig=${kubeconfig}`,
        `--authentication-kubeconfig=${kubeconfig}`,
        `--authorization-kubeconfig=${kubeconfig}`,
        // No web hook asks for these, and without them it needs no more files.
        '--authentication-skip-lookup=true',
        '--bind-address=127.0.0.1',
        `--secure-port=${port}`,
        '--leader-elect=false',
        ...flags,
      ],
      cwd: folder.folder(name),
      logs: folder.logs,
    });
    this.#processes.push(running);
    await running.untilReady(() => saysOk(kubernetes, port));
  }

  async #startNodes(options: ControlPlaneOptions): Promise<void> {
    const { folder, kubernetes, nodes } = options;
    const stages = folder.file('kwok-stages.yaml');
    const texts = STAGES.map(stage =>
      readFileSync(
        path.join(toolAssets('kwok', 'kustomize/stage'), `${stage}.yaml`),
        'utf8',
      ),
    );
    writeFileSync(stages, texts.join('\n---\n'));
    this.#processes.push(
      RealProcess.start({
        name: 'kwok',
        file: toolFile('kwok'),
        args: [
          `--kubeconfig=${kubernetes.kubeconfig()}`,
          '--manage-all-nodes=true',
          '--node-lease-duration-seconds=40',
          '--cidr=10.244.0.0/16',
          `--server-address=127.0.0.1:${await freePort()}`,
          `--config=${stages}`,
        ],
        logs: folder.logs,
      }),
    );
    const names = Array.from({ length: nodes }, (_, index) => `node-${index}`);
    for (const name of names) {
      await kubernetes.as('admin').json('/api/v1/nodes', {
        method: 'POST',
        body: nodeObject(name),
      });
    }
    await waitFor('all nodes to be ready', async () => {
      const list = await kubernetes.as('admin').json('/api/v1/nodes');
      return list.items.filter(isUsable).length === nodes;
    });
  }
}

function nodeObject(name: string) {
  const resources = { cpu: '8', memory: '32Gi', pods: '110' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/hostname': name } },
    status: { allocatable: resources, capacity: resources },
  };
}

/** What is read of a node. */
interface NodeState {
  spec?: { taints?: readonly unknown[] };
  status?: { conditions?: readonly { type: string; status: string }[] };
}

/** Ready, and the controller-manager has taken the taint of a new node away. */
function isUsable({ spec, status }: NodeState): boolean {
  const isReady = status?.conditions?.some(
    condition => condition.type === 'Ready' && condition.status === 'True',
  );
  return isReady === true && !spec?.taints?.length;
}

/** The health of a component that serves with a certificate of its own making. */
function saysOk(kubernetes: RealKubernetes, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    get(
      {
        host: '127.0.0.1',
        port,
        path: '/healthz',
        // Made anew at each start, in memory: there is nothing to trust it by.
        rejectUnauthorized: false,
        headers: { Authorization: `Bearer ${kubernetes.tokens.admin}` },
      },
      response => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    ).on('error', reject);
  });
}
