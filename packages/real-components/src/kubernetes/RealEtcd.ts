import { freePorts } from '../process/freePort';
import { LabFolder } from '../process/LabFolder';
import { RealProcess } from '../process/RealProcess';
import { toolFile } from '../tools/toolFile';

/** A real etcd on loopback, with its data in the lab's folder. */
export class RealEtcd {
  readonly url: string;
  readonly #folder: LabFolder;
  readonly #peerUrl: string;
  #process: RealProcess;

  private constructor(folder: LabFolder, ports: readonly number[]) {
    this.#folder = folder;
    this.url = `http://127.0.0.1:${ports[0]}`;
    this.#peerUrl = `http://127.0.0.1:${ports[1]}`;
    this.#process = this.#run();
  }

  static async start(folder: LabFolder): Promise<RealEtcd> {
    const etcd = new RealEtcd(folder, await freePorts(2));
    await etcd.#ready();
    return etcd;
  }

  #run(): RealProcess {
    return RealProcess.start({
      name: 'etcd',
      file: toolFile('etcd'),
      args: [
        `--data-dir=${this.#folder.folder('etcd')}`,
        `--listen-client-urls=${this.url}`,
        `--advertise-client-urls=${this.url}`,
        `--listen-peer-urls=${this.#peerUrl}`,
        `--initial-advertise-peer-urls=${this.#peerUrl}`,
        `--initial-cluster=default=${this.#peerUrl}`,
        // A test's data needs not outlive the machine.
        '--unsafe-no-fsync',
        '--log-level=warn',
      ],
      logs: this.#folder.logs,
    });
  }

  #ready(): Promise<void> {
    return this.#process.untilReady(
      async () => (await fetch(`${this.url}/health`)).ok,
    );
  }

  /** The id of its process. */
  get pid(): number {
    return this.#process.pid;
  }

  /** Kills it without warning and starts it again on the same data and ports. */
  async killAndRestart(): Promise<void> {
    await this.#process.kill();
    this.#process = this.#run();
    await this.#ready();
  }

  /** Forgets all revisions up to now, so that old watches get 410. */
  async compact(): Promise<void> {
    const answer = await this.#post('/v3/kv/range', { key: 'AA==' });
    const revision = answer.header.revision;
    await this.#post('/v3/kv/compaction', { revision, physical: true });
  }

  async #post(path: string, body: object) {
    const response = await fetch(`${this.url}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(
        `etcd ${path}: HTTP ${response.status} ${await response.text()}`,
      );
    }
    return response.json() as Promise<{ header: { revision: string } }>;
  }

  stop(): Promise<void> {
    return this.#process.stop();
  }
}
