import {
  createHash,
  createSign,
  generateKeyPairSync,
  randomUUID,
  type KeyObject,
} from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from '../process/freePort';
import { LabFolder } from '../process/LabFolder';
import { RealProcess } from '../process/RealProcess';
import { toolFile } from '../tools/toolFile';

const SERVICE = 'lab-registry';
const ISSUER = 'lab-tokens';
const KEY_ID = 'lab-key';
const TOKEN_SECONDS = 60;
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';

/** Who gets a token: who asks for what, as `repository:NAME:ACTIONS`, is given these actions. */
type Grant = (name: string) => readonly string[];

/** Gives tokens that the registry takes, as a registry's own token service does. */
class TokenService {
  readonly jwks: string;
  grant: Grant = () => ['pull'];
  readonly #key: KeyObject;
  readonly #server: Server;

  private constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
    });
    this.#key = privateKey;
    this.jwks = JSON.stringify({
      keys: [
        { ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, use: 'sig' },
      ],
    });
    this.#server = createServer(({ url }, response) => {
      const { searchParams } = new URL(url ?? '/', 'http://localhost');
      const [, name = ''] = searchParams.get('scope')?.split(':') ?? [];
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ token: this.token(name) }));
    });
  }

  static async start(): Promise<TokenService> {
    const service = new TokenService();
    await new Promise<void>(resolve =>
      service.#server.listen(0, '127.0.0.1', resolve),
    );
    return service;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/token`;
  }

  token(name: string, actions = this.grant(name)): string {
    const now = Math.floor(Date.now() / 1000);
    const part = (json: object) =>
      Buffer.from(JSON.stringify(json)).toString('base64url');
    const signed = [
      part({ typ: 'JWT', alg: 'RS256', kid: KEY_ID }),
      part({
        iss: ISSUER,
        sub: '',
        aud: SERVICE,
        iat: now,
        nbf: now - 1,
        exp: now + TOKEN_SECONDS,
        jti: randomUUID(),
        access: actions.length ? [{ type: 'repository', name, actions }] : [],
      }),
    ].join('.');
    const signature = createSign('RSA-SHA256').update(signed).sign(this.#key);
    return `${signed}.${signature.toString('base64url')}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise(resolve => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }
}

/** A real registry of container images on loopback, which keeps them in memory. */
export class RealRegistry {
  /** As image references name it. */
  readonly host: string;
  readonly url: string;
  readonly #folder: LabFolder;
  readonly #process: RealProcess;
  readonly #tokens: TokenService | undefined;

  private constructor(
    folder: LabFolder,
    process: RealProcess,
    access: { port: number; tokens?: TokenService },
  ) {
    this.#folder = folder;
    this.#process = process;
    this.#tokens = access.tokens;
    this.host = `localhost:${access.port}`;
    this.url = `http://127.0.0.1:${access.port}`;
  }

  /** @param options.wantsToken - whether it sends to a token service, as public registries do */
  static async start(
    options: { wantsToken?: boolean } = {},
  ): Promise<RealRegistry> {
    const folder = LabFolder.create('registry');
    const port = await freePort();
    const tokens = options.wantsToken ? await TokenService.start() : undefined;
    const config = folder.file('registry.json');
    const jwks = folder.file('jwks.json');
    writeFileSync(jwks, tokens?.jwks ?? '{"keys":[]}');
    // JSON is YAML, too.
    writeFileSync(
      config,
      JSON.stringify({
        version: '0.1',
        log: { level: 'warn' },
        storage: { inmemory: {} },
        http: { addr: `127.0.0.1:${port}` },
        ...(tokens && {
          auth: {
            token: {
              realm: tokens.url,
              service: SERVICE,
              issuer: ISSUER,
              jwks,
            },
          },
        }),
      }),
    );
    const running = RealProcess.start({
      name: 'registry',
      file: toolFile('registry'),
      args: ['serve', config],
      env: { OTEL_TRACES_EXPORTER: 'none' },
      logs: folder.logs,
    });
    const registry = new RealRegistry(folder, running, { port, tokens });
    await running.untilReady(async () =>
      [200, 401].includes((await fetch(`${registry.url}/v2/`)).status),
    );
    return registry;
  }

  /** Where it sends for a token; unset: nowhere. */
  get tokenUrl(): string | undefined {
    return this.#tokens?.url;
  }

  /** Lets anybody pull these repositories only. */
  letAnybodyPull(...names: readonly string[]): void {
    if (this.#tokens) {
      this.#tokens.grant = name => (names.includes(name) ? ['pull'] : []);
    }
  }

  /**
   * Pushes an image without layers.
   *
   * @returns its digest
   */
  async push(name: string, tag: string): Promise<string> {
    const config = JSON.stringify({
      architecture: 'amd64',
      os: 'linux',
      rootfs: { type: 'layers', diff_ids: [] },
    });
    const begun = await this.#call('POST', `/v2/${name}/blobs/uploads/`, name);
    const upload = new URL(begun.headers.get('location') ?? '', this.url);
    upload.searchParams.set('digest', digestOf(config));
    await this.#call('PUT', `${upload.pathname}${upload.search}`, name, {
      type: 'application/octet-stream',
      body: config,
    });
    const manifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST,
      config: {
        mediaType: CONFIG,
        digest: digestOf(config),
        size: config.length,
      },
      layers: [],
    });
    await this.#call('PUT', `/v2/${name}/manifests/${tag}`, name, {
      type: MANIFEST,
      body: manifest,
    });
    return digestOf(manifest);
  }

  async #call(
    method: string,
    route: string,
    name: string,
    content?: { type: string; body: string },
  ): Promise<Response> {
    const token = this.#tokens?.token(name, ['pull', 'push']);
    const response = await fetch(`${this.url}${route}`, {
      method,
      headers: {
        ...(content && { 'content-type': content.type }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: content?.body,
    });
    if (!response.ok) {
      throw new Error(
        `${method} ${route}: HTTP ${response.status} ${await response.text()}`,
      );
    }
    return response;
  }

  /** Ends it, with what it holds. */
  async stop(): Promise<void> {
    await this.#process.stop();
    await this.#tokens?.stop();
    this.#folder.remove();
  }
}

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
