import { once } from 'node:events';
import net from 'node:net';
import { CuttingProxy } from './CuttingProxy';

const ANSWER = 'x'.repeat(1_000);

describe('CuttingProxy', () => {
  let server: net.Server;
  let proxy: CuttingProxy;

  beforeEach(async () => {
    server = net.createServer(socket => {
      socket.on('error', () => undefined);
      socket.on('data', () => socket.write(ANSWER));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as net.AddressInfo;
    proxy = await CuttingProxy.start(`http://127.0.0.1:${port}`);
  });
  afterEach(async () => {
    await proxy.stop();
    server.close();
  });

  const connect = () =>
    net.connect({ host: '127.0.0.1', port: Number(new URL(proxy.url).port) });

  /** All that comes until the connection is closed, or until it is as much as is wanted. */
  async function read(socket: net.Socket, wanted = Infinity): Promise<number> {
    let bytes = 0;
    socket.on('error', () => undefined);
    const closed = once(socket, 'close');
    const enough = new Promise<void>(resolve => {
      socket.on('data', chunk => {
        bytes += chunk.length;
        if (bytes >= wanted) {
          resolve();
        }
      });
    });
    socket.write('?');
    await Promise.race([closed, enough]);
    return bytes;
  }

  it('lets all through', async () => {
    const socket = connect();
    expect(await read(socket, ANSWER.length)).toBe(1_000);
    expect(proxy.connections).toBe(1);
    socket.destroy();
  });

  it('breaks the next connection after so many bytes, and not the one after it', async () => {
    proxy.cutWithin(1, () => 321);
    expect(await read(connect())).toBe(321);
    expect(await read(connect(), ANSWER.length)).toBe(1_000);
  });

  it('breaks an open connection after so many bytes more', async () => {
    const socket = connect();
    await read(socket, ANSWER.length);
    proxy.cutWithin(0, () => 5);
    expect(await read(socket)).toBe(5);
  });

  it('refuses all while it is held', async () => {
    proxy.hold();
    expect(await read(connect())).toBe(0);
    proxy.release();
    expect(await read(connect(), ANSWER.length)).toBe(1_000);
  });

  it('forgets what it was to cut once it is mended', async () => {
    proxy.cutWithin(1, () => 1);
    proxy.mend();
    expect(await read(connect(), ANSWER.length)).toBe(1_000);
  });
});
