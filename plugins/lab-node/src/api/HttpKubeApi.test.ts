import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { ClusterAccess } from '../clusters/ClusterAccess';
import { HttpKubeApi } from './HttpKubeApi';

/** Long enough for a loaded machine; what is to time out gets a short one. */
const PATIENT_MS = 20_000;

const closers: Array<() => void> = [];

afterEach(() => closers.splice(0).forEach(close => close()));

async function serve(answer: http.RequestListener): Promise<string> {
  const server = http.createServer(answer);
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function apiAt(
  url: string,
  fields: Partial<ClusterAccess> & { timeoutMs?: number } = {},
): HttpKubeApi {
  const { timeoutMs = PATIENT_MS, ...access } = fields;
  const api = HttpKubeApi.create(
    {
      connect: async () => ({ url, headers: {}, tls: {} }),
      reload: () => undefined,
      ...access,
    },
    { requestTimeoutMs: timeoutMs, silenceTimeoutMs: timeoutMs },
  );
  closers.push(() => api.close());
  return api;
}

const { signal } = new AbortController();

describe('HttpKubeApi', () => {
  it('keeps the path prefix of an API behind a proxy', async () => {
    const url = await serve((request, response) =>
      response.end(JSON.stringify({ path: request.url })),
    );
    const api = apiAt(`${url}/k8s/clusters/lab/`);
    expect(await api.getJson({ path: '/api/v1/pods?limit=1', signal })).toEqual(
      {
        path: '/k8s/clusters/lab/api/v1/pods?limit=1',
      },
    );
  });

  it('tries again when a kept connection was closed as it was used', async () => {
    const seen = new Map<Socket, number>();
    const url = await serve((request, response) => {
      const count = (seen.get(request.socket) ?? 0) + 1;
      seen.set(request.socket, count);
      if (count > 1) {
        request.socket.destroy();
      } else {
        response.end('{}');
      }
    });
    const api = apiAt(url);
    expect(await api.getJson({ path: '/api', signal })).toEqual({});
    expect(await api.getJson({ path: '/api', signal })).toEqual({});
    expect(seen.size).toBe(2);
  });

  it.each([
    ['an answer that stops half-way', '{"items": [', 'timedOut', 100],
    ['an answer that is not JSON', undefined, 'unreadable', PATIENT_MS],
  ])('fails on %s', async (_what, half, code, timeoutMs) => {
    const url = await serve((_request, response) => {
      if (half) {
        response.write(half);
      } else {
        response.end('<html>');
      }
    });
    await expect(
      apiAt(url, { timeoutMs }).getJson({ path: '/api', signal }),
    ).rejects.toMatchObject({ code });
  });

  it('gives up on a login program that hangs', async () => {
    const api = apiAt('', {
      timeoutMs: 50,
      connect: () => new Promise(() => undefined),
    });
    await expect(api.getJson({ path: '/api', signal })).rejects.toMatchObject({
      code: 'timedOut',
    });
  });

  it('rejects with the reason of whoever aborts', async () => {
    const url = await serve(() => undefined);
    const controller = new AbortController();
    const answer = apiAt(url).getJson({
      path: '/api',
      signal: controller.signal,
    });
    controller.abort(new Error('no longer wanted'));
    await expect(answer).rejects.toThrow('no longer wanted');
  });

  it('closes the connection of lines that nobody reads on', async () => {
    let isClosed = false;
    const url = await serve((_request, response) => {
      response.on('close', () => {
        isClosed = true;
      });
      response.write('{"first":1}\n{"second":2}\n');
    });
    const read: string[] = [];
    for await (const line of await apiAt(url).getLines({
      path: '/api',
      signal,
    })) {
      read.push(line);
      break;
    }
    expect(read).toEqual(['{"first":1}']);
    await new Promise<void>(resolve => {
      const look = () => (isClosed ? resolve() : setImmediate(look));
      look();
    });
    expect(isClosed).toBe(true);
  });
});
