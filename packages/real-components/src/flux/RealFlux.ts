import { freePorts } from '../process/freePort';
import { LabFolder } from '../process/LabFolder';
import { RealProcess } from '../process/RealProcess';
import type { RealKubernetes } from '../kubernetes/RealKubernetes';
import { toolFile } from '../tools/toolFile';

/** Groups that Flux serves; they must be defined before it starts. */
export const FLUX_GROUPS = [
  'source.toolkit.fluxcd.io',
  'kustomize.toolkit.fluxcd.io',
  'helm.toolkit.fluxcd.io',
  'notification.toolkit.fluxcd.io',
];

const CONTROLLERS = ['source', 'kustomize', 'helm', 'notification'] as const;

type Controller = (typeof CONTROLLERS)[number];

/**
 * The real Flux controllers, run as processes beside the API server. Polling is
 * quick where Flux lets it be set, so that tests wait for work and not for timers.
 */
export class RealFlux {
  /** Where the web hooks of Receivers are served. */
  readonly receiverUrl: string;
  readonly #folder: LabFolder;
  readonly #kubernetes: RealKubernetes;
  readonly #ports: Readonly<Record<string, number>>;
  readonly #running = new Map<Controller, RealProcess>();

  private constructor(
    kubernetes: RealKubernetes,
    ports: Readonly<Record<string, number>>,
  ) {
    this.#folder = LabFolder.create('flux');
    this.#kubernetes = kubernetes;
    this.#ports = ports;
    this.receiverUrl = `http://127.0.0.1:${ports.receiver}`;
  }

  /** Starts it on an API server that serves `FLUX_GROUPS`. */
  static async start(kubernetes: RealKubernetes): Promise<RealFlux> {
    const names = [
      ...CONTROLLERS.flatMap(name => [`${name}-health`, `${name}-metrics`]),
      'artifacts',
      'events',
      'receiver',
    ];
    const ports = await freePorts(names.length);
    const flux = new RealFlux(
      kubernetes,
      Object.fromEntries(names.map((name, index) => [name, ports[index]])),
    );
    await kubernetes.run('kubectl', ['create', 'namespace', 'flux-system']);
    try {
      await Promise.all(CONTROLLERS.map(name => flux.startController(name)));
    } catch (error) {
      await flux.stop();
      throw error;
    }
    return flux;
  }

  /** Starts one controller that was stopped, and waits until it is ready. */
  async startController(name: Controller): Promise<void> {
    const running = RealProcess.start({
      name: `${name}-controller`,
      file: toolFile(`${name}-controller`),
      args: this.#argumentsOf(name),
      env: {
        KUBECONFIG: this.#kubernetes.kubeconfig(),
        HOME: this.#folder.folder('home'),
        RUNTIME_NAMESPACE: 'flux-system',
        // What artifacts are fetched from, in place of the service's name.
        SOURCE_CONTROLLER_LOCALHOST: `127.0.0.1:${this.#ports.artifacts}`,
      },
      logs: this.#folder.logs,
    });
    this.#running.set(name, running);
    await running.untilReady(
      async () =>
        (
          await fetch(
            `http://127.0.0.1:${this.#ports[`${name}-health`]}/readyz`,
          )
        ).ok,
    );
  }

  async stopController(name: Controller): Promise<void> {
    await this.#running.get(name)?.stop();
    this.#running.delete(name);
  }

  #argumentsOf(name: Controller): string[] {
    const ports = this.#ports;
    const common = [
      '--enable-leader-election=false',
      '--watch-all-namespaces=true',
      '--log-encoding=json',
      `--health-addr=127.0.0.1:${ports[`${name}-health`]}`,
      `--metrics-addr=127.0.0.1:${ports[`${name}-metrics`]}`,
    ];
    if (name === 'notification') {
      return [
        ...common,
        `--events-addr=127.0.0.1:${ports.events}`,
        `--receiverAddr=127.0.0.1:${ports.receiver}`,
      ];
    }
    const artifacts = `127.0.0.1:${ports.artifacts}`;
    return [
      ...common,
      `--events-addr=http://127.0.0.1:${ports.events}/`,
      '--interval-jitter-percentage=0',
      '--requeue-dependency=2s',
      ...(name === 'source'
        ? [
            `--storage-path=${this.#folder.folder('artifacts')}`,
            `--storage-addr=${artifacts}`,
            `--storage-adv-addr=${artifacts}`,
          ]
        : []),
    ];
  }

  /** Ends all controllers and removes what they stored. */
  async stop(): Promise<void> {
    await Promise.all([...this.#running.values()].map(one => one.stop()));
    this.#folder.remove();
  }
}
