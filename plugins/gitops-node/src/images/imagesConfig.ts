import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const KEY = 'homestage.gitops.images';
const HOST = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/;

/** One registry of the configuration. */
export interface RegistryAccess {
  /** As image references name it, with its port. */
  readonly host: string;
  /** Where the backend reaches it: scheme, host and port. */
  readonly origin: string;
  /** The one address in its own network that it may send to for a token. */
  readonly tokenUrl?: string;
  /** Value of the header that logs in; only for the registry and its tokenUrl. Unset: asked as anybody. */
  readonly authorization?: string;
}

/** What the configuration says of asking registries. */
export interface ImagesConfig {
  readonly isOn: boolean;
  /** By host. */
  readonly registries: ReadonlyMap<string, RegistryAccess>;
}

/**
 * Reads `homestage.gitops.images`; on, and no registry, when the key is not set.
 * Throws InputError naming the key where a value can not be used.
 */
export function readImagesConfig(config: Config): ImagesConfig {
  const images = config.getOptionalConfig(KEY);
  const registries = (images?.getOptionalConfigArray('registries') ?? []).map(
    (entry, at) => readRegistry(entry, `${KEY}.registries[${at}]`),
  );
  return {
    isOn: images?.getOptionalBoolean('check') ?? true,
    registries: new Map(registries.map(each => [each.host, each])),
  };
}

function readRegistry(entry: Config, key: string): RegistryAccess {
  const host = entry.getString('host').toLowerCase();
  if (!HOST.test(host)) {
    throw new InputError(
      `${key}.host is no host of a registry. Write it as image references do, such as registry.lab.example:5000.`,
    );
  }
  const url = entry.getOptionalString('url') ?? `https://${host}`;
  const parsed = readUrl(url, `${key}.url`);
  if (parsed.pathname !== '/') {
    throw new InputError(
      `${key}.url has a path. Write scheme, host and port only: the API begins at /v2/.`,
    );
  }
  const tokenUrl = entry.getOptionalString('tokenUrl');
  return {
    host,
    origin: parsed.origin,
    tokenUrl: tokenUrl && readUrl(tokenUrl, `${key}.tokenUrl`).href,
    authorization: readLogin(entry.getOptionalConfig('auth'), `${key}.auth`),
  };
}

/** As HTTP's basic scheme has it, which the token services of registries take too. */
function readLogin(auth: Config | undefined, key: string): string | undefined {
  if (!auth) {
    return undefined;
  }
  const username = auth.getString('username');
  if (username.includes(':')) {
    throw new InputError(
      `${key}.username has a colon, which no login of a registry can have.`,
    );
  }
  const login = Buffer.from(`${username}:${auth.getString('password')}`);
  return `Basic ${login.toString('base64')}`;
}

function readUrl(text: string, key: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search) {
    throw new InputError(
      `${key} is no web address. Write it as https://<host>, without a login in it.`,
    );
  }
  return url;
}
