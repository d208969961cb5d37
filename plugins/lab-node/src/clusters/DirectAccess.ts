import { readFile } from 'node:fs/promises';
import { KubeApiError } from '../api/KubeApiError';
import type { ClusterAccess, Connection } from './ClusterAccess';
import type { ReachableSettings } from './ClusterSettings';

type DirectSettings = Extract<ReachableSettings, { type: 'direct' }>;

/** Where kubelet mounts the service account of a pod. */
const POD_SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * How long a token read from a file is used. kubelet replaces it at 80 % of its
 * life, an hour at least, and client-go reads it again every minute too.
 */
const FILE_TOKEN_TTL_MS = 60_000;

/** Options of {@link DirectAccess}. */
export interface DirectAccessOptions {
  /** Asked before every request, because `$file` and `$env` values change. */
  readonly settings: () => DirectSettings;
  readonly now: () => number;
  /** Directory with `token` and `ca.crt`; the pod's own when unset. */
  readonly podServiceAccountDirectory?: string;
}

/** Reaches a cluster by the address, token and certificate of the configuration. */
export class DirectAccess implements ClusterAccess {
  readonly #options: DirectAccessOptions;
  #fileToken: { token: string; readAt: number } | undefined;
  #ca: { file: string; pem: string } | undefined;

  private constructor(options: DirectAccessOptions) {
    this.#options = options;
  }

  static create(options: DirectAccessOptions): DirectAccess {
    return new DirectAccess(options);
  }

  async connect(): Promise<Connection> {
    const settings = this.#options.settings();
    const token = await this.#token(settings);
    return {
      url: settings.url,
      headers: token ? { authorization: `Bearer ${token}` } : {},
      tls: {
        ca: await this.#certificate(settings),
        rejectUnauthorized: !settings.skipTLSVerify,
      },
    };
  }

  reload(): void {
    this.#fileToken = undefined;
    this.#ca = undefined;
  }

  async #token(settings: DirectSettings): Promise<string | undefined> {
    if (settings.token || !settings.usesPodServiceAccount) {
      return settings.token;
    }
    const now = this.#options.now();
    if (!this.#fileToken || now - this.#fileToken.readAt > FILE_TOKEN_TTL_MS) {
      const text = await readCredential(`${this.#podDirectory()}/token`);
      this.#fileToken = { token: text.trim(), readAt: now };
    }
    return this.#fileToken.token;
  }

  async #certificate(settings: DirectSettings): Promise<string | undefined> {
    if (settings.caData) {
      return Buffer.from(settings.caData, 'base64').toString('utf8');
    }
    const file =
      settings.caFile ??
      (settings.usesPodServiceAccount && !settings.skipTLSVerify
        ? `${this.#podDirectory()}/ca.crt`
        : undefined);
    if (!file) {
      return undefined;
    }
    if (this.#ca?.file !== file) {
      this.#ca = { file, pem: await readCredential(file) };
    }
    return this.#ca.pem;
  }

  #podDirectory(): string {
    return this.#options.podServiceAccountDirectory ?? POD_SERVICE_ACCOUNT;
  }
}

async function readCredential(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new KubeApiError(`${file} cannot be read`, {
      code: 'credentialMissing',
      cause: error,
    });
  }
}
