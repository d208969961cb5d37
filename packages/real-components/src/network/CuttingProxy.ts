import net from 'node:net';

/** One connection through the proxy. */
interface Passage {
  readonly client: net.Socket;
  readonly server: net.Socket;
  /** How much more of the server's answers gets through; all, when unset. */
  bytesLeft?: number;
}

/**
 * A TCP proxy on loopback whose connections break when they are told to, in the
 * middle of whatever is on its way. It knows nothing of what it carries.
 */
export class CuttingProxy {
  readonly url: string;
  readonly #server: net.Server;
  readonly #passages = new Set<Passage>();
  /** For connections that are made later, one after the other. */
  readonly #limits: number[] = [];
  #isHeld = false;

  private constructor(server: net.Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  /** Starts one in front of an address such as `https://127.0.0.1:6443`. */
  static async start(target: string): Promise<CuttingProxy> {
    const { hostname, port, protocol } = new URL(target);
    const server = net.createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    const own = (server.address() as net.AddressInfo).port;
    const proxy = new CuttingProxy(server, `${protocol}//127.0.0.1:${own}`);
    server.on('connection', client =>
      proxy.#open(client, { host: hostname, port: Number(port) }),
    );
    return proxy;
  }

  /** How many connections there are now. */
  get connections(): number {
    return this.#passages.size;
  }

  /** Breaks every connection now. */
  cutAll(): void {
    [...this.#passages].forEach(passage => this.#cut(passage));
  }

  /**
   * Breaks every open connection, and each of the next ones, once so many more
   * bytes of the server's answers have passed.
   *
   * @param next - how many of those that are made later
   * @param bytes - asked once for each
   */
  cutWithin(next: number, bytes: () => number): void {
    this.#passages.forEach(passage => {
      passage.bytesLeft = bytes();
    });
    this.#limits.push(...Array.from({ length: next }, bytes));
  }

  /** Breaks every connection, and refuses all until `release()`. */
  hold(): void {
    this.#isHeld = true;
    this.cutAll();
  }

  release(): void {
    this.#isHeld = false;
  }

  /** From now on nothing is cut that was not told so anew. */
  mend(): void {
    this.#limits.length = 0;
    this.#passages.forEach(passage => {
      passage.bytesLeft = undefined;
    });
    this.release();
  }

  async stop(): Promise<void> {
    const closed = new Promise(resolve => this.#server.close(resolve));
    this.cutAll();
    await closed;
  }

  #open(client: net.Socket, target: { host: string; port: number }): void {
    if (this.#isHeld) {
      client.destroy();
      return;
    }
    const server = net.connect(target);
    const passage: Passage = {
      client,
      server,
      bytesLeft: this.#limits.shift(),
    };
    this.#passages.add(passage);
    client.pipe(server);
    server.on('data', chunk => this.#pass(passage, chunk));
    for (const socket of [client, server]) {
      // Either end may break by itself; the other has to notice.
      socket.on('error', () => this.#cut(passage));
      socket.on('close', () => this.#cut(passage));
    }
  }

  #pass(passage: Passage, chunk: Buffer): void {
    const { bytesLeft, client, server } = passage;
    if (bytesLeft !== undefined && bytesLeft <= chunk.length) {
      client.write(chunk.subarray(0, bytesLeft), () => this.#cut(passage));
      server.pause();
      return;
    }
    if (bytesLeft !== undefined) {
      passage.bytesLeft = bytesLeft - chunk.length;
    }
    if (!client.write(chunk)) {
      server.pause();
      client.once('drain', () => server.resume());
    }
  }

  #cut(passage: Passage): void {
    if (this.#passages.delete(passage)) {
      passage.client.destroy();
      passage.server.destroy();
    }
  }
}
