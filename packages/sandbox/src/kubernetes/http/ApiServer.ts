import { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, Server } from 'node:https';
import { AddressInfo, Socket } from 'node:net';
import { ApiStatusError } from '../ApiStatusError';
import { forbiddenError } from '../auth/forbiddenError';
import { AccessAttributes, isAllowed } from '../auth/isAllowed';
import { ApiUser } from '../auth/TokenRegistry';
import { ApiAnswer } from './ApiRequest';
import { ApiContext } from './ApiContext';
import { Faults, FaultSubject } from './Faults';
import { OpenStreams } from './OpenStreams';
import { readBody } from './readBody';
import { RequestCounter } from './RequestCounter';
import { RequestTarget, requestTarget } from './requestTarget';
import { requestVerb } from './requestVerb';
import { route } from './route';
import { answerSandbox, FaultSwitches } from './sandboxHandlers';
import { writeAnswer, writeError } from './writeAnswer';

/**
 * As the real server: idle connections stay for three minutes. Node's five seconds
 * would close them under clients that keep a pool.
 */
const KEEP_ALIVE_MS = 180_000;

interface ApiServerOptions {
  context: ApiContext;
  certificate: string;
  key: string;
  host: string;
  port: number;
}

/** A request before its body is read. */
interface Incoming {
  user: ApiUser;
  token: string;
  verb: string;
  target: RequestTarget;
  query: URLSearchParams;
}

const unauthorized = () =>
  new ApiStatusError({
    code: 401,
    reason: 'Unauthorized',
    message: 'Unauthorized',
  });

function subjectOf({ user, verb, target }: Incoming): FaultSubject {
  return target.type === 'resource'
    ? { verb, resource: target.plural, group: target.group, user: user.name }
    : { verb, resource: target.path, group: '', user: user.name };
}

function attributesOf({ verb, target }: Incoming): AccessAttributes {
  if (target.type === 'path') {
    return { verb, path: target.path };
  }
  const { group, plural, subresource, namespace, name } = target;
  // A namespace is in itself, for rules that hold in one namespace.
  const within = group === '' && plural === 'namespaces' ? name : namespace;
  return {
    verb,
    group,
    resource: plural,
    subresource,
    namespace: within,
    name,
  };
}

const afterMs = (milliseconds: number) =>
  new Promise(resolve => {
    setTimeout(resolve, milliseconds);
  });

const FAULT_REASONS: Readonly<Partial<Record<number, string>>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};

/**
 * The HTTPS door of the lab's Kubernetes API: who asks, may they, what is to go
 * wrong on purpose, and then the answer. It can close and open again on its port.
 */
export class ApiServer implements FaultSwitches {
  readonly requests = new RequestCounter();
  readonly #options: ApiServerOptions;
  readonly #faults = new Faults();
  readonly #streams = new OpenStreams();
  readonly #undoRevoked: () => void;
  /** Also those in the middle of their TLS handshake, of which HTTP does not know yet. */
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port: number;
  #isStopped = false;

  constructor(options: ApiServerOptions) {
    this.#options = options;
    this.#port = options.port;
    this.#undoRevoked = options.context.users.onRevoked(token =>
      this.#streams.endOf(token),
    );
  }

  get url(): string {
    const { host } = this.#options;
    return `https://${host.includes(':') ? `[${host}]` : host}:${this.#port}`;
  }

  /** Listens; the port stays the same from the first time on. Nothing after `stop`. */
  async comeBack(): Promise<void> {
    if (this.#server || this.#isStopped) {
      return;
    }
    const { certificate, key, host } = this.#options;
    const server = createServer(
      { cert: certificate, key },
      (request, response) => {
        this.#serve(request, response);
      },
    );
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, host, resolve);
    });
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  async goDown(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server) {
      const closed = new Promise(resolve => {
        server.close(resolve);
      });
      for (const socket of this.#sockets) {
        socket.destroy();
      }
      await closed;
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#undoRevoked();
    this.#streams.end();
    await this.goDown();
  }

  add(fault: Parameters<Faults['add']>[0]) {
    return this.#faults.add(fault);
  }

  list() {
    return this.#faults.list();
  }

  clear(): void {
    this.#faults.clear();
  }

  expire(): void {
    this.#options.context.store.compact();
    this.#options.context.snapshots.forget();
  }

  endWatches(match = {}): void {
    this.#streams.end({ verb: 'watch', ...match });
  }

  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    try {
      const incoming = this.#identify(request);
      const answer = await this.#answer(request, incoming);
      if ('stream' in answer) {
        this.#stream(response, incoming, answer);
      } else {
        writeAnswer(request, response, answer);
      }
    } catch (error) {
      writeError(request, response, error);
    }
  }

  #identify(request: IncomingMessage): Incoming {
    const url = new URL(request.url ?? '/', this.url);
    const [, token = ''] =
      /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const user = this.#options.context.users.userOf(token);
    if (!user) {
      throw unauthorized();
    }
    const target = requestTarget(url.pathname);
    const verb = requestVerb(request.method ?? 'GET', target, url.searchParams);
    if (!verb) {
      throw new ApiStatusError({
        code: 405,
        reason: 'MethodNotAllowed',
        message:
          'the server does not allow this method on the requested resource',
        details: {},
      });
    }
    return { user, token, verb, target, query: url.searchParams };
  }

  async #answer(
    request: IncomingMessage,
    incoming: Incoming,
  ): Promise<ApiAnswer> {
    const { user, target, verb, query, token } = incoming;
    const isLabs =
      target.type === 'path' && target.path.startsWith('/sandbox/');
    if (!isLabs) {
      await this.#suffer(incoming);
    }
    const wanted = attributesOf(incoming);
    if (!isAllowed(user.rules, wanted)) {
      throw forbiddenError(user.name, wanted);
    }
    const body = await readBody(request);
    const method = request.method ?? 'GET';
    if (isLabs) {
      return answerSandbox(
        { faults: this, requests: this.requests },
        { path: target.path, method, body },
      );
    }
    const { headers } = request;
    return route(
      this.#options.context,
      { method, target, query, headers, user, token, body },
      verb,
    );
  }

  /** Counts the request, and lets go wrong what is to go wrong with it. */
  async #suffer(incoming: Incoming): Promise<void> {
    const subject = subjectOf(incoming);
    const { verb, resource, group, user } = subject;
    this.requests.count({
      verb,
      resource: group ? `${resource}.${group}` : resource,
      user,
    });
    const delay = this.#faults.take('delay', subject);
    if (delay) {
      await afterMs(delay.milliseconds);
    }
    const fault = this.#faults.take('answer', subject);
    if (fault) {
      const { code, message, retryAfterSeconds } = fault;
      throw new ApiStatusError({
        code,
        reason: FAULT_REASONS[code] ?? '',
        message: message ?? 'the lab was asked to answer this',
        details: retryAfterSeconds === undefined ? {} : { retryAfterSeconds },
      });
    }
  }

  #stream(
    response: ServerResponse,
    incoming: Incoming,
    answer: Extract<ApiAnswer, { stream: unknown }>,
  ): void {
    const subject = subjectOf(incoming);
    response.writeHead(200, {
      'Content-Type': answer.contentType,
      'Cache-Control': 'no-cache, private',
    });
    response.flushHeaders();
    this.#streams.run(response, {
      token: incoming.token,
      subject,
      cutAfterBytes: this.#faults.take('cut', subject)?.afterBytes,
      start: answer.stream,
    });
  }
}
