import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { servingCertificate } from './auth/certificates';
import { ADMIN_RULES, PolicyRule, VIEWER_RULES } from './auth/PolicyRule';
import { readToken, writeKubeconfig, writeToken } from './auth/stateFiles';
import { TokenRegistry } from './auth/TokenRegistry';
import { ApiServer } from './http/ApiServer';
import { ListSnapshots } from './http/ListSnapshots';
import { RequestCounter } from './http/RequestCounter';
import { FaultSwitches } from './http/sandboxHandlers';
import { LogSource } from './LogSource';
import { VersionedObjectStore } from './ObjectStore';

/** Half of what a real server takes, so that a quiet watch can resume after a drop. */
const BOOKMARK_INTERVAL_MS = 30_000;

/** What the API serves, and where it keeps what it needs. @public */
export interface KubernetesApiOptions {
  store: VersionedObjectStore;
  /** Where the CA, the tokens and the kubeconfig files are kept from start to start. */
  stateDirectory: string;
  /** 0, or unset, lets the system choose. */
  port?: number;
  /** The address to listen on; 127.0.0.1 when unset. */
  host?: string;
  /** Milliseconds since 1970, for ages in tables and for logs. */
  now: () => number;
  logSource?: LogSource;
  /** More users beside `admin` and `viewer`, with what they may do. */
  users?: Readonly<Record<string, readonly PolicyRule[]>>;
  /** How often a watch that allows bookmarks gets one; 30 s when unset. */
  bookmarkIntervalMs?: number;
}

/** A running Kubernetes API. @public */
export interface KubernetesApi {
  url: string;
  caFile: string;
  /** For the user `admin`; readable by the owner alone. */
  kubeconfigFile: string;
  /** For the user `viewer`. */
  viewerKubeconfigFile: string;
  /** The first bearer token of each user; also in `token-<user>` of the state directory. */
  tokens: Readonly<Record<string, string>>;
  /** Adds users, and rotates or revokes tokens, while it runs. */
  users: TokenRegistry;
  faults: FaultSwitches;
  requests: RequestCounter;
  /** Ends every connection and frees the port. */
  stop(): Promise<void>;
}

function addUsers(
  users: TokenRegistry,
  rules: Readonly<Record<string, readonly PolicyRule[]>>,
  directory: string,
): Record<string, string> {
  const tokens = Object.entries(rules).map(([user, allowed]) => {
    const token = users.add(user, {
      rules: allowed,
      groups: user === 'admin' ? ['system:masters'] : [],
      token: readToken(directory, user),
    });
    writeToken(directory, user, token);
    return [user, token];
  });
  return Object.fromEntries(tokens);
}

/**
 * Serves the store as a Kubernetes API over HTTPS. Certificates and tokens are
 * made in the state directory the first time and kept, so that a kubeconfig
 * written once stays good after a restart on the same port.
 * @public
 */
export async function startKubernetesApi(
  options: KubernetesApiOptions,
): Promise<KubernetesApi> {
  const { store, stateDirectory, now, host = '127.0.0.1' } = options;
  mkdirSync(stateDirectory, { recursive: true, mode: 0o700 });
  const { certificate, key, caFile } = await servingCertificate(
    stateDirectory,
    [...new Set(['localhost', '127.0.0.1', '::1', host])],
  );
  const users = new TokenRegistry();
  const tokens = addUsers(
    users,
    { admin: ADMIN_RULES, viewer: VIEWER_RULES, ...options.users },
    stateDirectory,
  );
  const server = new ApiServer({
    context: {
      store,
      users,
      now,
      snapshots: new ListSnapshots({ now }),
      logSource: options.logSource,
      bookmarkIntervalMs: options.bookmarkIntervalMs ?? BOOKMARK_INTERVAL_MS,
    },
    certificate,
    key,
    host,
    port: options.port ?? 0,
  });
  await server.comeBack();
  const kubeconfig = (file: string, user: string) =>
    writeKubeconfig(path.join(stateDirectory, file), {
      url: server.url,
      caFile,
      user,
      token: tokens[user],
    });
  return {
    url: server.url,
    caFile,
    kubeconfigFile: kubeconfig('kubeconfig', 'admin'),
    viewerKubeconfigFile: kubeconfig('kubeconfig-viewer', 'viewer'),
    tokens,
    users,
    faults: server,
    requests: server.requests,
    stop: () => server.stop(),
  };
}
