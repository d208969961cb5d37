import { timingSafeEqual } from 'node:crypto';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { ScenarioRunner } from './ScenarioRunner';

/** @public */
export interface AdminServerOptions {
  runner: ScenarioRunner;
  /** RPCs that machines were asked since it was last called. */
  takeTalosCalls(): object[];
  /** Who presents it as bearer token may do everything. */
  token: string;
  host: string;
  /** 0 lets the system choose. */
  port: number;
}

function isAllowed(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
}

const overview = (runner: ScenarioRunner) => ({
  current: runner.current,
  scenarios: runner.scenarios.map(({ name, title, description }) => ({
    name,
    title,
    description,
  })),
});

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  { runner, token, takeTalosCalls }: AdminServerOptions,
): Promise<void> {
  const path = (request.url ?? '/').split('?')[0];
  if (!isAllowed(request, token)) {
    const error =
      "Present the lab's admin token as bearer token; it is in token-admin of the state directory.";
    answer(response, 401, { error });
    return;
  }
  const name = /^\/scenarios\/([a-z0-9-]+)$/.exec(path)?.[1];
  if (request.method === 'GET' && path === '/scenarios') {
    answer(response, 200, overview(runner));
  } else if (request.method === 'DELETE' && path === '/talos/calls') {
    answer(response, 200, { calls: takeTalosCalls() });
  } else if (request.method === 'POST' && name) {
    if (!runner.scenarios.some(scenario => scenario.name === name)) {
      answer(response, 404, {
        error: `There is no scenario "${name}".`,
        ...overview(runner),
      });
      return;
    }
    await runner.start(name);
    answer(response, 202, overview(runner));
  } else {
    answer(response, 404, {
      error:
        'There is GET /scenarios, POST /scenarios/{name} and DELETE /talos/calls.',
    });
  }
}

/** Serves the lab's scenarios over HTTP: list them, start one. @public */
export async function startAdminServer(
  options: AdminServerOptions,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    handle(request, response, options).catch(error => {
      answer(response, 500, {
        error: error instanceof Error ? error.message : String(error),
      });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host}:${port}`,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
