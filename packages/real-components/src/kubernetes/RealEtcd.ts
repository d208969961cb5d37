import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { freePorts } from '../process/freePort';
import { LabFolder } from '../process/LabFolder';
import { RealProcess } from '../process/RealProcess';
import { toolFile } from '../tools/toolFile';

/** A write to etcd. */
export interface EtcdWrite {
  readonly key: string;
  readonly revision: number;
  readonly isDeletion: boolean;
}

/** The byte 0, with which etcd names the first key, and as an end all that come after it. */
const EVERY_KEY = 'AA==';

/** What the JSON gateway of etcd answers; its 64 bit numbers are strings. */
interface WatchResult {
  readonly header: { readonly revision: string };
  readonly canceled?: boolean;
  readonly events?: ReadonlyArray<{
    /** Unset for a PUT. */
    readonly type?: 'DELETE';
    readonly kv: { readonly key: string; readonly mod_revision: string };
  }>;
}

/** The lines of an answer; who breaks off reading ends it. */
async function* linesOf(body: Response['body']): AsyncIterable<string> {
  if (!body) {
    throw new Error('etcd gave no answer to read');
  }
  const input = Readable.from(body);
  try {
    yield* createInterface({ input });
  } finally {
    input.destroy();
  }
}

function writesOf(line: string): EtcdWrite[] {
  const { result } = JSON.parse(line) as { result?: WatchResult };
  if (!result || result.canceled) {
    throw new Error(`etcd ended a watch: ${line.slice(0, 300)}`);
  }
  return (result.events ?? []).map(({ type, kv }) => ({
    key: Buffer.from(kv.key, 'base64').toString(),
    revision: Number(kv.mod_revision),
    isDeletion: type === 'DELETE',
  }));
}

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

  /** The revision of the last write. */
  async revision(): Promise<number> {
    const response = await this.#post('/v3/kv/range', { key: EVERY_KEY });
    const { header } = (await response.json()) as WatchResult;
    return Number(header.revision);
  }

  /**
   * Every write after a revision and up to now, in its order. Rejects when some of them
   * have been forgotten.
   */
  async writesAfter(revision: number): Promise<EtcdWrite[]> {
    const last = await this.revision();
    const writes: EtcdWrite[] = [];
    if (last <= revision) {
      return writes;
    }
    const response = await this.#post('/v3/watch', {
      create_request: {
        key: EVERY_KEY,
        range_end: EVERY_KEY,
        start_revision: String(revision + 1),
      },
    });
    for await (const line of linesOf(response.body)) {
      writes.push(...writesOf(line));
      if ((writes.at(-1)?.revision ?? 0) >= last) {
        return writes;
      }
    }
    throw new Error(
      `etcd ended a watch before revision ${last}: a part would look like all of it`,
    );
  }

  /** Forgets all revisions up to one, so that older watches get 410. */
  async compact(revision: number): Promise<void> {
    const response = await this.#post('/v3/kv/compaction', {
      revision: String(revision),
      physical: true,
    });
    // Unread, it would hold its connection.
    await response.json();
  }

  async #post(path: string, body: object): Promise<Response> {
    const response = await fetch(`${this.url}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(
        `etcd ${path}: HTTP ${response.status} ${await response.text()}`,
      );
    }
    return response;
  }

  stop(): Promise<void> {
    return this.#process.stop();
  }
}
