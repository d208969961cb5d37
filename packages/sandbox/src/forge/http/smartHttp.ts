import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import { gitEnvironment } from '../git/runGit';
import type { ForgeRepository } from '../repository/ForgeRepository';
import type { ForgeUser } from './Tokens';

const SMART_PATH =
  /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

/** What a request of git's own protocol asks for. */
export interface SmartRequest {
  owner: string;
  name: string;
  /** `info/refs`, `git-upload-pack` or `git-receive-pack`. */
  service: string;
  isPush: boolean;
}

/** Recognises a request of git's smart HTTP protocol. */
export function parseSmartRequest(url: URL): SmartRequest | undefined {
  const match = SMART_PATH.exec(url.pathname);
  if (!match) {
    return undefined;
  }
  const [, owner, name, service] = match;
  const asked =
    service === 'info/refs' ? url.searchParams.get('service') : service;
  return asked === null
    ? undefined
    : { owner, name, service, isPush: asked === 'git-receive-pack' };
}

/**
 * What people may neither see nor write over git's protocol: the forge's own
 * bookkeeping, and pull request heads, which follow their branches.
 */
const GIT_CONFIG = Object.fromEntries(
  [
    ['transfer.hideRefs', 'refs/forge'],
    ['receive.hideRefs', 'refs/pull'],
    ['receive.maxInputSize', '100m'],
  ].flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]),
);

/**
 * Lets `git http-backend` answer (CGI, RFC 3875), and runs `beforeEnd` when git is
 * done; resolves when the answer is complete. The caller has checked who asks.
 */
export function serveSmartHttp(
  request: IncomingMessage,
  response: ServerResponse,
  options: {
    repository: ForgeRepository;
    smart: SmartRequest;
    user?: ForgeUser;
    beforeEnd: () => Promise<void>;
  },
): Promise<void> {
  const { repository, smart, user, beforeEnd } = options;
  const url = new URL(request.url ?? '/', 'http://forge');
  const child = spawn('git', ['http-backend'], {
    env: gitEnvironment({
      GIT_PROJECT_ROOT: dirname(repository.git.directory),
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_COUNT: '3',
      ...GIT_CONFIG,
      PATH_INFO: `/${repository.name}.git/${smart.service}`,
      REQUEST_METHOD: request.method ?? 'GET',
      QUERY_STRING: url.search.slice(1),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      CONTENT_LENGTH: request.headers['content-length'] ?? '',
      HTTP_CONTENT_ENCODING: String(request.headers['content-encoding'] ?? ''),
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_ADDR: request.socket.remoteAddress ?? '',
      ...(user ? { REMOTE_USER: user.name } : {}),
    }),
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
  });
  // Either side may go first; the exit status and the socket tell.
  child.stdin.on('error', () => undefined);
  request.pipe(child.stdin);
  response.on('close', () => child.kill());
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => {
      if (!response.headersSent) {
        response.writeHead(500);
      }
      // Whoever pushed sees the end only after whoever listens was told.
      beforeEnd().then(() => response.end(resolve), reject);
    });
    forwardCgi(child.stdout, response);
  });
}

/** Reads the CGI head, then passes the body on as it comes. */
function forwardCgi(
  output: NodeJS.ReadableStream,
  response: ServerResponse,
): void {
  let head = Buffer.alloc(0);
  const onData = (chunk: Buffer) => {
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) {
      return;
    }
    output.off('data', onData);
    writeHead(head.subarray(0, end).toString(), response);
    response.write(head.subarray(end + 4));
    output.pipe(response, { end: false });
  };
  output.on('data', onData);
}

function writeHead(text: string, response: ServerResponse): void {
  let status = 200;
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    const [name, value] = [line.slice(0, colon), line.slice(colon + 1).trim()];
    if (name.toLowerCase() === 'status') {
      status = parseInt(value, 10);
    } else {
      response.setHeader(name, value);
    }
  }
  response.writeHead(status);
}
