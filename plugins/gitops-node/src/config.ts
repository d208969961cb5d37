import type { Config } from '@backstage/config';
import { readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { durationToMilliseconds } from '@backstage/types';
import type { ForgeKind, RepositoryInfo } from './types/RepositoryInfo';

const DEFAULT_BRANCH = 'main';
const DEFAULT_REFRESH_MS = 60_000;
const MINIMAL_REFRESH_MS = 1_000;
const KINDS: readonly ForgeKind[] = ['gitea', 'github', 'gitlab'];
const KEY = 'homestage.gitops.repositories';

/**
 * Reads `homestage.gitops.repositories`; none when the key is not set. Throws
 * InputError naming the key where a value cannot be used.
 */
export function readRepositoriesConfig(config: Config): RepositoryInfo[] {
  const integrations = ScmIntegrations.fromConfig(config);
  const repositories = (config.getOptionalConfigArray(KEY) ?? []).map(
    (entry, at) =>
      readRepository(entry, { integrations, key: `${KEY}[${at}]` }),
  );
  const names = new Set<string>();
  for (const { name } of repositories) {
    if (names.has(name)) {
      throw new InputError(
        `${KEY} has two repositories named '${name}'. Give each its own name.`,
      );
    }
    names.add(name);
  }
  return repositories;
}

function readRepository(
  entry: Config,
  options: { integrations: ScmIntegrations; key: string },
): RepositoryInfo {
  const { key } = options;
  const address = readAddress(entry.getString('url'), key);
  const branch = entry.getOptionalString('branch') ?? DEFAULT_BRANCH;
  return {
    name: entry.getString('name'),
    ...address,
    branch,
    kind: readKind(entry, { ...options, host: address.host }),
    cluster: entry.getOptionalString('cluster'),
    path: (entry.getOptionalString('path') ?? '').replace(/^\/+|\/+$/g, ''),
    refreshMs: readRefreshMs(entry),
  };
}

function readAddress(
  text: string,
  key: string,
): Pick<RepositoryInfo, 'url' | 'host' | 'owner' | 'repository'> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const path = url?.pathname.replace(/\/+$/, '').replace(/\.git$/, '');
  const match = path?.match(/^\/(.+)\/([^/]+)$/);
  if (!url || !match || !/^https?:$/.test(url.protocol)) {
    throw new InputError(
      `${key}.url is not the web address of a repository. Write it as https://<host>/<owner>/<repository>.`,
    );
  }
  return {
    url: `${url.origin}${path}`,
    host: url.host,
    owner: match[1],
    repository: match[2],
  };
}

function readKind(
  entry: Config,
  options: { integrations: ScmIntegrations; key: string; host: string },
): ForgeKind {
  const written = entry.getOptionalString('type');
  const found =
    written ?? options.integrations.byHost(options.host)?.type ?? '';
  const kind = KINDS.find(known => known === found);
  if (!kind) {
    throw new InputError(
      written
        ? `${options.key}.type is '${written}'. Write one of ${KINDS.join(
            ', ',
          )}.`
        : `${options.key}: no entry of integrations names the host ${options.host}. Add one, or set ${options.key}.type.`,
    );
  }
  return kind;
}

function readRefreshMs(entry: Config): number {
  if (!entry.has('refresh')) {
    return DEFAULT_REFRESH_MS;
  }
  const ms = durationToMilliseconds(
    readDurationFromConfig(entry, { key: 'refresh' }),
  );
  return Math.max(ms, MINIMAL_REFRESH_MS);
}
