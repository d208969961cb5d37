import {
  IncomingMessage,
  Server,
  ServerResponse,
  createServer,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ForgeReply, ForgeRequest, HttpError, notFound } from './exchange';
import type { Faults } from './Faults';
import { readBody } from './readBody';
import type { Router } from './Router';
import { SmartRequest, parseSmartRequest, serveSmartHttp } from './smartHttp';
import type { ForgeUser, Tokens } from './Tokens';
import type { Repositories } from '../repository/Repositories';
import type { ForgeFault } from '../types';

/** What the server puts together. */
export interface ForgeServerParts {
  repositories: Repositories;
  tokens: Tokens;
  faults: Faults;
  api: Router;
  pages: Router;
  /** Draws an error for a person. */
  errorPage(status: number, message: string): ForgeReply;
}

/**
 * The forge's HTTP side: git's protocol, the REST API and the pages on one port.
 * Answers only requests that name it by a loopback name or the host it listens
 * on, so that no page of the web can reach it under a name of its own.
 */
export class ForgeServer {
  readonly #server: Server;
  readonly #host: string;
  #parts: ForgeServerParts | undefined;

  private constructor(host: string) {
    this.#host = host;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  /** Takes the port; requests are answered after {@link ForgeServer.serve}. */
  static async listen(host: string, port: number): Promise<ForgeServer> {
    const server = new ForgeServer(host);
    await new Promise<void>((resolve, reject) => {
      server.#server.once('error', reject);
      server.#server.listen(port, host, resolve);
    });
    return server;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    const isLoopback = this.#host === '127.0.0.1' || this.#host === '::1';
    return `http://${isLoopback ? 'localhost' : this.#host}:${port}`;
  }

  serve(parts: ForgeServerParts): void {
    this.#parts = parts;
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) {
      return;
    }
    const closed = new Promise(resolve => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://forge');
    const method = request.method ?? 'GET';
    const fault = this.#parts?.faults.strike(method, url.pathname);
    if (fault?.kind === 'down' || !this.#parts) {
      response.destroy();
      return;
    }
    if (fault?.kind === 'slow') {
      await delay(fault.delayMs);
    }
    let reply: ForgeReply | undefined;
    try {
      reply = await this.#reply(request, response, { url, fault });
    } catch (error) {
      reply = this.#errorReply(url, error);
    }
    if (fault?.kind === 'lost-answer') {
      response.destroy();
    } else if (reply) {
      await send(request, response, reply);
    }
  }

  /** Undefined when git's protocol has answered already. */
  async #reply(
    request: IncomingMessage,
    response: ServerResponse,
    context: { url: URL; fault?: ForgeFault },
  ): Promise<ForgeReply | undefined> {
    const { url, fault } = context;
    const { api, pages, tokens } = this.#parts!;
    this.#checkHost(request);
    if (fault?.kind === 'status') {
      throw new HttpError(
        fault.status,
        fault.message ?? 'switched on for a test',
      );
    }
    const user = tokens.authenticate(request.headers.authorization);
    const smart = parseSmartRequest(url);
    if (smart) {
      return this.#serveGit(request, response, { smart, user });
    }
    if (user === 'refused') {
      throw new HttpError(401, 'invalid username, password or token');
    }
    const asked: ForgeRequest = {
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      user,
      params: {},
      body: () => readBody(request),
    };
    const router = isApi(url) ? api : pages;
    const reply = await router.handle(asked);
    if (!reply) {
      throw notFound();
    }
    return reply;
  }

  async #serveGit(
    request: IncomingMessage,
    response: ServerResponse,
    context: { smart: SmartRequest; user: ForgeUser | 'refused' | undefined },
  ): Promise<ForgeReply | undefined> {
    const { smart, user } = context;
    const repository = this.#parts!.repositories.find(smart.owner, smart.name);
    if (user === 'refused' || (smart.isPush && !user)) {
      return {
        status: 401,
        headers: { 'WWW-Authenticate': 'Basic realm="Gitea"' },
        body: 'Unauthorized\n',
      };
    }
    if (!repository) {
      return { status: 404, body: 'Repository not found\n' };
    }
    const isWrite = smart.service === 'git-receive-pack';
    await serveSmartHttp(request, response, {
      repository,
      smart,
      user,
      beforeEnd: async () => {
        if (isWrite) {
          await repository.write(async () => undefined);
        }
      },
    });
    return undefined;
  }

  #checkHost(request: IncomingMessage): void {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    if (!['localhost', '127.0.0.1', '[::1]', this.#host].includes(host)) {
      throw new HttpError(403, `The forge does not answer to the name ${host}`);
    }
  }

  #errorReply(url: URL, error: unknown): ForgeReply {
    const status = error instanceof HttpError ? error.status : 500;
    const message = error instanceof Error ? error.message : String(error);
    if (!isApi(url)) {
      return this.#parts!.errorPage(status, message);
    }
    return {
      status,
      headers:
        status === 401
          ? { 'WWW-Authenticate': 'Basic realm="Gitea"' }
          : undefined,
      body: { message, url: `${this.url}/api/swagger` },
    };
  }
}

function isApi(url: URL): boolean {
  return url.pathname === '/api' || url.pathname.startsWith('/api/');
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  reply: ForgeReply,
): Promise<void> {
  const { status, headers = {}, body = '' } = reply;
  if (response.headersSent || response.destroyed) {
    return;
  }
  const isText = typeof body === 'string' || Buffer.isBuffer(body);
  const bytes = Buffer.from(isText ? body : JSON.stringify(body));
  if (!isText) {
    response.setHeader('Content-Type', 'application/json;charset=utf-8');
  }
  for (const [name, value] of Object.entries(headers)) {
    response.setHeader(name, value);
  }
  // A refused body was not read to its end: the connection cannot go on.
  if (status === 413) {
    response.setHeader('Connection', 'close');
  }
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (status !== 204) {
    response.setHeader('Content-Length', bytes.length);
  }
  response.writeHead(status);
  response.end(request.method === 'HEAD' ? undefined : bytes);
}
