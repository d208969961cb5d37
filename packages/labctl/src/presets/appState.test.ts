import { resolveLab } from '../model/resolveLab';
import { labSchema } from '../model/schema/labSchema';
import { LAB, preset, resolve } from './__testUtils__/notesApp';
import { componentsOfApps } from './resolveApps';

describe('resolveApps', () => {
  describe('databases', () => {
    const DATABASE = {
      env: { DB_HOST: 'host', DB_PORT: 'port', DB_URL: 'uri' },
    };

    it.each([
      [
        'cloudnative-pg',
        ['cloudnative-pg'],
        [
          { name: 'DB_HOST', secret: { name: 'notes-db-app', key: 'host' } },
          { name: 'DB_PORT', secret: { name: 'notes-db-app', key: 'port' } },
          { name: 'DB_URL', secret: { name: 'notes-db-app', key: 'uri' } },
        ],
      ],
      [
        'external-postgres-operator',
        ['external-postgres-operator'],
        [
          {
            name: 'DB_HOST',
            secret: { name: 'database-notes-db', key: 'HOST' },
          },
          { name: 'DB_PORT', text: '"5432"' },
          {
            name: 'DB_URL',
            secret: { name: 'database-notes-db', key: 'POSTGRES_URL' },
          },
        ],
      ],
    ])('come from %s', (provider, components, env) => {
      const { app } = resolve({ preset: { database: DATABASE }, components });
      expect(app.database).toMatchObject({ provider, database: 'notes' });
      expect(app.workloads[0].env).toMatchObject(env);
      expect(app.depends_on).toEqual([
        { name: provider, namespace: 'databases' },
      ]);
    });

    it('save themselves where there is an S3 server', () => {
      const { app } = resolve({
        preset: { database: DATABASE },
        components: ['cloudnative-pg'],
        lab: {
          storage: {
            ...LAB.storage,
            s3: { endpoint: 'https://s3.home.example', bucket: 'backups' },
          },
        },
      });
      expect(app.database?.backup_secret).toBe('notes-db-backup-secret');
      expect(app.resources).toEqual([
        'database.sops.yaml',
        'database.yaml',
        'helmrelease.yaml',
        'ocirepository.yaml',
      ]);
    });

    it('bring their operator along', () => {
      const lab = resolveLab(labSchema.parse({ ...LAB, apps: ['notes'] }));
      const presets = new Map([
        ['notes', preset({ database: DATABASE, cache: { env: {} } })],
      ]);
      expect(componentsOfApps(lab, presets)).toEqual([
        'cloudnative-pg',
        'dragonfly-operator',
      ]);
    });
  });

  it.each([
    ['sops', {}, 'secret.sops.yaml', null],
    [
      'external-secrets',
      { store: 'onepassword' },
      'externalsecret.yaml',
      'onepassword',
    ],
    [
      'both',
      { store: 'onepassword-connect' },
      'externalsecret.yaml',
      'onepassword-connect',
    ],
  ])('takes secrets by %s', (provider, rest, file, store) => {
    const { app } = resolve({
      preset: { secrets: [{ name: 'KEY', description: 'A key' }] },
      lab: { secrets: { provider, ...rest } },
    });
    expect(app.resources).toContain(file);
    expect(app.secret_store).toBe(store);
  });
});
