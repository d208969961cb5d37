import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A kind that the fake serves. */
export interface FakeKind {
  group: string;
  version: string;
  kind: string;
  plural: string;
  namespaced?: boolean;
  verbs?: string[];
}

/** An object as the fake keeps it. */
export interface FakeObject {
  apiVersion: string;
  kind: string;
  metadata: Record<string, unknown> & { name: string; namespace?: string };
  [field: string]: unknown;
}

/** A request as the fake sees it. */
export interface FakeRequest {
  path: string;
  query: URLSearchParams;
  isWatch: boolean;
  authorization: string | undefined;
}

/** Answers a request in place of the fake, by returning true. */
export type FakeFault = (
  request: FakeRequest,
  response: http.ServerResponse,
) => boolean;

interface LoggedEvent {
  version: number;
  type: string;
  object: FakeObject;
}

interface Watcher {
  plural: string;
  response: http.ServerResponse;
}

/**
 * A small Kubernetes API over plain HTTP for the tests of the protocol: lists in
 * pages, watches, expires versions, and misbehaves as it is told to.
 */
export class FakeKubeApi {
  readonly requests: FakeRequest[] = [];
  readonly kinds: FakeKind[] = [];
  readonly #objects = new Map<string, Map<string, FakeObject>>();
  readonly #log = new Map<string, LoggedEvent[]>();
  readonly #watchers = new Set<Watcher>();
  #faults: FakeFault[] = [];
  #server: http.Server | undefined;
  #port = 0;
  #version = 1000;
  #oldestVersion = 0;

  static async start(...kinds: FakeKind[]): Promise<FakeKubeApi> {
    const fake = new FakeKubeApi();
    fake.kinds.push(...kinds);
    await fake.listen();
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Listens where it did before, or on any port. */
  async listen(): Promise<void> {
    const server = http.createServer((request, response) =>
      this.#handle(request, response),
    );
    await new Promise<void>(resolve => {
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
  }

  /** Goes away at once, as a killed process does. */
  async kill(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    this.#watchers.clear();
    if (server) {
      server.closeAllConnections();
      await new Promise(resolve => {
        server.close(resolve);
      });
    }
  }

  /** Adds or replaces an object, telling watchers unless told not to. */
  put(
    plural: string,
    object: FakeObject,
    options?: { silently?: boolean },
  ): void {
    const objects = this.#collection(plural);
    const key = keyOf(object);
    const type = objects.has(key) ? 'MODIFIED' : 'ADDED';
    this.#version += 1;
    const stored = {
      ...object,
      metadata: {
        uid: `uid-${plural}-${key}`,
        ...object.metadata,
        resourceVersion: String(this.#version),
      },
    };
    objects.set(key, stored);
    this.#tell({ plural, type, object: stored }, options);
  }

  remove(plural: string, object: FakeObject): void {
    const key = keyOf(object);
    const stored = this.#collection(plural).get(key);
    if (stored) {
      this.#collection(plural).delete(key);
      this.#version += 1;
      const last = {
        ...stored,
        metadata: {
          ...stored.metadata,
          resourceVersion: String(this.#version),
        },
      };
      this.#tell({ plural, type: 'DELETED', object: last });
    }
  }

  /** Sends a line to all watchers of a kind, whatever it holds. */
  send(plural: string, line: string): void {
    for (const watcher of this.#watchersOf(plural)) {
      watcher.response.write(line);
    }
  }

  /** Moves the watchers of a kind to the newest version. */
  bookmark(plural: string): void {
    const object = { metadata: { resourceVersion: String(this.#version) } };
    this.send(plural, `${JSON.stringify({ type: 'BOOKMARK', object })}\n`);
  }

  /** Cuts all watches of a kind without ending them in good order. */
  cut(plural: string): void {
    for (const watcher of this.#watchersOf(plural)) {
      watcher.response.destroy();
      this.#watchers.delete(watcher);
    }
  }

  /** Ends all watches of a kind in good order. */
  end(plural: string): void {
    for (const watcher of this.#watchersOf(plural)) {
      watcher.response.end();
      this.#watchers.delete(watcher);
    }
  }

  /** Forgets old versions: a watch that resumes from one gets 410. */
  expire(): void {
    this.#version += 1;
    this.#oldestVersion = this.#version;
    this.#log.clear();
  }

  /** Answers in place of the fake until undone. */
  misbehave(fault: FakeFault): () => void {
    this.#faults.push(fault);
    return () => {
      this.#faults = this.#faults.filter(other => other !== fault);
    };
  }

  /** Misbehaves for the next request that the fault takes. */
  misbehaveOnce(fault: FakeFault): void {
    const undo = this.misbehave((request, response) => {
      const isTaken = fault(request, response);
      if (isTaken) {
        undo();
      }
      return isTaken;
    });
  }

  /** What a fresh list would hold, sorted as the store sorts. */
  fresh(plural: string): FakeObject[] {
    return [...this.#collection(plural).values()].sort((one, other) =>
      keyOf(one) < keyOf(other) ? -1 : 1,
    );
  }

  countOf(isCounted: (request: FakeRequest) => boolean): number {
    return this.requests.filter(isCounted).length;
  }

  hasWatcher(plural: string): boolean {
    return this.#watchersOf(plural).length > 0;
  }

  #collection(plural: string): Map<string, FakeObject> {
    const objects = this.#objects.get(plural) ?? new Map<string, FakeObject>();
    this.#objects.set(plural, objects);
    return objects;
  }

  #watchersOf(plural: string): Watcher[] {
    return [...this.#watchers].filter(watcher => watcher.plural === plural);
  }

  #tell(
    event: { plural: string; type: string; object: FakeObject },
    options?: { silently?: boolean },
  ): void {
    const { plural, type, object } = event;
    const log = this.#log.get(plural) ?? [];
    log.push({ version: this.#version, type, object });
    this.#log.set(plural, log);
    if (!options?.silently) {
      this.send(plural, `${JSON.stringify({ type, object })}\n`);
    }
  }

  #handle(request: http.IncomingMessage, response: http.ServerResponse): void {
    const url = new URL(request.url ?? '/', this.url);
    const seen: FakeRequest = {
      path: url.pathname,
      query: url.searchParams,
      isWatch: url.searchParams.has('watch'),
      authorization: request.headers.authorization,
    };
    this.requests.push(seen);
    if (this.#faults.some(fault => fault(seen, response))) {
      return;
    }
    this.#answer(seen, response);
  }

  #answer(request: FakeRequest, response: http.ServerResponse): void {
    const [, root, ...rest] = request.path.split('/');
    if (rest.length === 0) {
      json(response, root === 'api' ? { versions: ['v1'] } : this.#groups());
      return;
    }
    const [group, version, plural] = root === 'api' ? ['', ...rest] : rest;
    if (!plural) {
      json(response, this.#resources(group, version));
      return;
    }
    const served = this.kinds.some(
      kind =>
        kind.group === group &&
        kind.version === version &&
        kind.plural === plural,
    );
    if (!served) {
      refuse(response, 404);
    } else if (request.isWatch) {
      this.#watch(plural, request, response);
    } else {
      this.#list(plural, request, response);
    }
  }

  #groups() {
    const names = new Set(this.kinds.map(kind => kind.group).filter(Boolean));
    return {
      kind: 'APIGroupList',
      groups: [...names].map(name => {
        const versions = this.kinds
          .filter(kind => kind.group === name)
          .map(({ version }) => ({ version }));
        return { name, versions, preferredVersion: versions[0] };
      }),
    };
  }

  #resources(group: string, version: string) {
    return {
      kind: 'APIResourceList',
      resources: this.kinds
        .filter(kind => kind.group === group && kind.version === version)
        .map(kind => ({
          name: kind.plural,
          kind: kind.kind,
          namespaced: kind.namespaced ?? true,
          verbs: kind.verbs ?? ['get', 'list', 'watch'],
        })),
    };
  }

  #list(
    plural: string,
    request: FakeRequest,
    response: http.ServerResponse,
  ): void {
    const all = this.fresh(plural);
    const limit = Number(request.query.get('limit') ?? all.length);
    const start = Number(request.query.get('continue') ?? 0);
    const end = start + limit;
    json(response, {
      kind: 'List',
      metadata: {
        resourceVersion: String(this.#version),
        ...(end < all.length ? { continue: String(end) } : {}),
      },
      items: all.slice(start, end),
    });
  }

  #watch(
    plural: string,
    request: FakeRequest,
    response: http.ServerResponse,
  ): void {
    const from = Number(request.query.get('resourceVersion') ?? 0);
    if (from < this.#oldestVersion) {
      refuse(response, 410);
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    for (const { version, type, object } of this.#log.get(plural) ?? []) {
      if (version > from) {
        response.write(`${JSON.stringify({ type, object })}\n`);
      }
    }
    const watcher = { plural, response };
    this.#watchers.add(watcher);
    response.on('close', () => this.#watchers.delete(watcher));
  }
}

/** Answers with a Kubernetes Status. */
export function refuse(
  response: http.ServerResponse,
  code: number,
  headers: Record<string, string> = {},
): void {
  response.writeHead(code, { 'content-type': 'application/json', ...headers });
  response.end(
    JSON.stringify({ kind: 'Status', code, message: `refused with ${code}` }),
  );
}

function json(response: http.ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function keyOf({ metadata }: FakeObject): string {
  return `${metadata.namespace ?? ''}\u0000${metadata.name}`;
}
