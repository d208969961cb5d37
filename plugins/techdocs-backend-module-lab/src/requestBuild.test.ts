import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { requestBuild } from './requestBuild';

describe('requestBuild', () => {
  let server: Server;
  let answer: { status: number; body: string };
  let asked: string | undefined;

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked = request.url;
      response.writeHead(answer.status, {
        'content-type': 'text/event-stream',
      });
      response.end(answer.body);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterAll(() => new Promise(resolve => server.close(resolve)));

  const build = () =>
    requestBuild('resource:default/lab', {
      auth: mockServices.auth(),
      discovery: {
        getBaseUrl: async () =>
          `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        getExternalBaseUrl: async () => '',
      },
      signal: AbortSignal.timeout(10_000),
    });

  it.each([
    ['built anew', true],
    ['up to date', false],
  ])('says whether docs were %s', async (_, updated) => {
    answer = {
      status: 200,
      body: `event: log\ndata: "Step 1 of 3"\n\nevent: finish\ndata: {"updated":${updated}}\n\n`,
    };
    await expect(build()).resolves.toBe(updated);
    expect(asked).toBe('/sync/default/resource/lab');
  });

  it.each([
    [
      'the builder minds the site',
      200,
      'event: error\ndata: "mkdocs was not found"\n\n',
      'mkdocs was not found',
    ],
    ['the answer breaks off', 200, 'event: log\ndata: "Step 1"\n\n', 'result'],
    ['the catalog forgot the entity', 404, '{}', '404'],
  ])('throws when %s', async (_, status, body, message) => {
    answer = { status, body };
    await expect(build()).rejects.toThrow(message);
  });
});
