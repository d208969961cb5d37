import { CLAIM, resolve } from './__testUtils__/notesApp';

describe('resolveApps', () => {
  describe('backups', () => {
    const saved = (options: Parameters<typeof resolve>[0]) =>
      resolve({ ...options, preset: { volumes: [CLAIM], ...options.preset } })
        .app;

    it.each([
      ['kopiur', ['kopiur', 'volsync'], {}],
      ['volsync', ['volsync'], {}],
      [
        'volsync',
        ['kopiur', 'volsync'],
        { values: { backup_engine: 'volsync' } },
      ],
    ] as const)('are made by %s of %j for %j', (engine, components, wish) => {
      const app = saved({ components: [...components], wish });
      expect(app.backup).toMatchObject({ engine, claim: 'notes' });
      expect(app.claims).toEqual([]);
      expect(app.kustomize_components).toEqual([
        `../../../../components/${engine}`,
      ]);
      expect(app.substitutes).toEqual([
        { name: 'APP', text: 'notes' },
        { name: `${engine.toUpperCase()}_CAPACITY`, text: '2Gi' },
      ]);
    });

    it.each([
      ['nobody has been chosen for', { components: [] }],
      [
        'is not worth it',
        { components: ['kopiur'], preset: { backup: false } },
      ],
      [
        'Flux does not apply',
        { components: ['kopiur'], lab: { gitops: { engine: 'argocd' } } },
      ],
    ])('are not made of what %s', (_what, options) => {
      const app = saved(options);
      expect(app.backup).toBeNull();
      expect(app.claims).toMatchObject([{ name: 'notes' }]);
    });

    it('read as the user who owns the data', () => {
      const app = saved({
        components: ['kopiur'],
        preset: { user: { uid: 1883, gid: 1883 } },
      });
      expect(app.substitutes).toEqual(
        expect.arrayContaining([
          { name: 'KOPIUR_PUID', text: '"1883"' },
          { name: 'KOPIUR_PGID', text: '"1883"' },
        ]),
      );
    });
  });
});
