import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { stringify } from 'yaml';
import { repositoryPath } from '../files/renderLab';
import { freePort } from '../process/freePort';
import { LabFolder } from '../process/LabFolder';
import { RealProcess } from '../process/RealProcess';

/** What `npm start` says last, once backend and app answer. */
const READY = 'Ctrl-C stops everything';

/** The app is bundled first. */
const READY_MS = 240_000;

/** The ports without an offset, as in `scripts/ports.mjs`. */
const APP_PORT = 3000;
const BACKEND_PORT = 7007;

/** What `scripts/ports.mjs` allows. */
const LARGEST_OFFSET = 50_000;

/** The portal as `npm start` runs it for a person's own lab. */
export class RealPortal {
  /** Where the app is. */
  readonly url: string;
  readonly #folder: LabFolder;
  readonly #process: RealProcess;
  readonly #offset: number;

  private constructor(folder: LabFolder, offset: number) {
    this.#folder = folder;
    this.#offset = offset;
    this.url = `http://localhost:${APP_PORT + offset}`;
    this.#process = RealProcess.start({
      name: 'portal',
      file: process.execPath,
      args: [
        repositoryPath('scripts/start.mjs'),
        '--config',
        folder.file('app-config.yaml'),
      ],
      cwd: repositoryPath(),
      env: {
        HOMESTAGE_PORT_OFFSET: String(offset),
        // It is no test that it is started by.
        JEST_WORKER_ID: undefined,
        NODE_OPTIONS: undefined,
      },
      logs: folder.logs,
    });
  }

  /**
   * Starts it beside whatever runs already, and waits until its pages are served.
   *
   * @param config - what `app-config.local.yaml` would hold
   */
  static async start(config: object): Promise<RealPortal> {
    const folder = LabFolder.create('portal');
    // The tokens in it are a lab's own, and still nobody else's business.
    writeFileSync(folder.file('app-config.yaml'), stringify(config), {
      mode: 0o600,
    });
    const portal = new RealPortal(folder, await freeOffset());
    try {
      await portal.#process.untilReady(
        async () =>
          readFileSync(portal.#process.logFile, 'utf8').includes(READY),
        READY_MS,
      );
    } catch (error) {
      await portal.stop();
      throw error;
    }
    return portal;
  }

  /** Ends it with all it started, and removes what it wrote. */
  async stop(): Promise<void> {
    await this.#process.stop();
    rmSync(repositoryPath('.lab', `offset-${this.#offset}`), {
      recursive: true,
      force: true,
    });
    this.#folder.remove();
  }
}

/** How far all ports of a portal have to be moved to be free. */
async function freeOffset(): Promise<number> {
  for (;;) {
    const offset = (await freePort()) - APP_PORT;
    if (offset <= LARGEST_OFFSET && (await isFree(BACKEND_PORT + offset))) {
      return offset;
    }
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
