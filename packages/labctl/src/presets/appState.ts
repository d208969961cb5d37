import type {
  AppContext,
  AppDatabase,
  AppSecret,
  AppVariable,
} from './AppContext';
import { classOf } from './appVolumes';
import { serviceHost } from './LabOfApps';
import type { LabOfApps } from './LabOfApps';
import type { WishedApp } from './mergeWish';
import type { DATABASE_FIELDS } from './presetSchema';

type DatabaseField = (typeof DATABASE_FIELDS)[number];

/**
 * Fields of the Secret that each operator writes. The external operator gives no
 * port: it is the one of PostgreSQL.
 * Sources: https://cloudnative-pg.io/documentation/current/applications/ and
 * https://github.com/movetokube/postgres-operator
 */
const SECRET_FIELDS: Readonly<
  Record<
    AppDatabase['provider'],
    Readonly<Record<DatabaseField, string | null>>
  >
> = {
  'cloudnative-pg': {
    host: 'host',
    port: 'port',
    dbname: 'dbname',
    username: 'username',
    password: 'password',
    uri: 'uri',
  },
  'external-postgres-operator': {
    host: 'HOST',
    port: null,
    dbname: 'DATABASE_NAME',
    username: 'LOGIN',
    password: 'PASSWORD',
    uri: 'POSTGRES_URL',
  },
};

/** The database an app asks for; null when it asks for none. */
export function appDatabase(
  app: WishedApp,
  lab: LabOfApps,
): AppDatabase | null {
  const wish = app.preset.database;
  if (!wish) {
    return null;
  }
  const provider =
    wish.provider ??
    (lab.components.has('external-postgres-operator') &&
    !lab.components.has('cloudnative-pg')
      ? 'external-postgres-operator'
      : 'cloudnative-pg');
  return {
    provider,
    name: `${app.name}-db`,
    database: wish.name ?? app.name.replace(/-/g, '_'),
    image: wish.image ?? null,
    extensions: wish.extensions,
    libraries: wish.libraries,
    size: wish.size,
    instances: wish.instances,
    backup_secret:
      provider === 'cloudnative-pg' && lab.cluster.storage.s3
        ? `${app.name}-db-backup-secret`
        : null,
    storage_class: classOf(undefined, lab),
  };
}

/** Host of an app's own Dragonfly; also the name of its Service. */
const cacheHost = (app: WishedApp) =>
  serviceHost(`${app.name}-dragonfly`, app.namespace);

/** A cache of its own; the kustomize component makes it where Flux substitutes. */
export function appCache(app: WishedApp, lab: LabOfApps): AppContext['cache'] {
  return app.preset.cache
    ? {
        component: lab.cluster.gitops.engine === 'flux',
        host: cacheHost(app),
      }
    : null;
}

const CACHE_PORT = 6379;

/** Variables that tell an app where its database and cache are. */
export function stateVariables(app: WishedApp, lab: LabOfApps): AppVariable[] {
  const database = appDatabase(app, lab);
  const variables: AppVariable[] = [];
  for (const [name, field] of Object.entries(app.preset.database?.env ?? {})) {
    if (database) {
      const key = SECRET_FIELDS[database.provider][field];
      variables.push({
        name,
        text: key === null ? '"5432"' : null,
        secret:
          key === null
            ? null
            : {
                name:
                  database.provider === 'cloudnative-pg'
                    ? `${database.name}-app`
                    : `database-${database.name}`,
                key,
              },
      });
    }
  }
  const texts = {
    host: cacheHost(app),
    port: `"${CACHE_PORT}"`,
    url: `redis://${cacheHost(app)}:${CACHE_PORT}`,
  };
  for (const [name, field] of Object.entries(app.preset.cache?.env ?? {})) {
    variables.push({ name, text: texts[field], secret: null });
  }
  return variables;
}

/** Begins with the app, so that two apps can ask for the same thing. */
function placeholderOf(app: WishedApp, key: string): string {
  const prefix = app.name.toUpperCase().replace(/-/g, '_');
  const name = key.toUpperCase().replace(/[^A-Z0-9_]/g, '_');
  return name.startsWith(`${prefix}_`) ? name : `${prefix}_${name}`;
}

/** Item of the store with the keys of the S3 server, shared by all that save. */
const S3_ITEM = 's3-backup';
const S3_KEYS = [
  ['AWS_ACCESS_KEY_ID', 'Access key of the S3 server for backups'],
  ['AWS_SECRET_ACCESS_KEY', 'Its secret key'],
] as const;

/** Secrets that only the owner of the lab can fill, with what belongs into them. */
export function appSecrets(app: WishedApp, lab: LabOfApps): AppSecret[] {
  const { secrets } = app.preset;
  const backupSecret = appDatabase(app, lab)?.backup_secret;
  return [
    ...(secrets.length > 0
      ? [
          {
            name: `${app.name}-secret`,
            item: app.name,
            keys: [...secrets]
              .sort((one, other) => (one.name < other.name ? -1 : 1))
              .map(({ name, description, generate }) => ({
                name,
                description,
                placeholder: placeholderOf(app, name),
                generate: generate ?? null,
              })),
          },
        ]
      : []),
    ...(backupSecret
      ? [
          {
            name: backupSecret,
            item: S3_ITEM,
            keys: S3_KEYS.map(([name, description]) => ({
              name,
              description,
              placeholder: `S3_${name}`,
              generate: null,
            })),
          },
        ]
      : []),
  ];
}
