import { randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import { LabFolder } from '../process/LabFolder';
import { toolAssets } from '../tools/toolFile';

/** The text of Gitea's `app.ini` for a lab: SQLite, loopback, nothing that phones home. */
export function giteaConfig(folder: LabFolder, port: number): string {
  const secret = () => randomBytes(32).toString('hex');
  return ini({
    '': {
      APP_NAME: 'lab',
      RUN_MODE: 'prod',
      RUN_USER: userInfo().username,
      WORK_PATH: folder.path,
      I_AM_BEING_UNSAFE_RUNNING_AS_ROOT: 'true',
    },
    server: {
      PROTOCOL: 'http',
      HTTP_ADDR: '127.0.0.1',
      HTTP_PORT: String(port),
      ROOT_URL: `http://127.0.0.1:${port}/`,
      DISABLE_SSH: 'true',
      LFS_START_SERVER: 'false',
      OFFLINE_MODE: 'true',
      STATIC_ROOT_PATH: toolAssets('gitea', ''),
      APP_DATA_PATH: folder.folder('data'),
    },
    database: {
      DB_TYPE: 'sqlite3',
      PATH: folder.file('data/gitea.db'),
      SQLITE_JOURNAL_MODE: 'WAL',
    },
    repository: { ROOT: folder.folder('repositories'), DEFAULT_BRANCH: 'main' },
    security: {
      INSTALL_LOCK: 'true',
      SECRET_KEY: secret(),
      INTERNAL_TOKEN: secret(),
      // The lightest there is: a lab's one password guards nothing.
      PASSWORD_HASH_ALGO: 'pbkdf2$2000$50',
    },
    oauth2: { JWT_SECRET: randomBytes(32).toString('base64url') },
    service: { DISABLE_REGISTRATION: 'true' },
    webhook: { ALLOWED_HOST_LIST: 'loopback' },
    indexer: { ISSUE_INDEXER_TYPE: 'db' },
    queue: { TYPE: 'channel' },
    cron: { ENABLED: 'false' },
    actions: { ENABLED: 'false' },
    session: { PROVIDER: 'memory' },
    log: { MODE: 'file', LEVEL: 'warn', ROOT_PATH: folder.logs },
  });
}

function ini(sections: Record<string, Record<string, string>>): string {
  return Object.entries(sections)
    .map(([name, values]) => {
      const lines = Object.entries(values).map(
        ([key, value]) => `${key} = ${value}`,
      );
      return [...(name ? [`[${name}]`] : []), ...lines, ''].join('\n');
    })
    .join('\n');
}
