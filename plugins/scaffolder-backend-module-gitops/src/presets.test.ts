import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { ChangePlan } from '@homestage/backstage-plugin-gitops-common';
import { toAppPreset } from '@homestage/backstage-plugin-gitops-node';
import { readPresets } from '@homestage/labctl';
import { parseAllDocuments } from 'yaml';
import { readablePlan } from './__testUtils__/readablePlan';
import { readTreeFolder } from './__testUtils__/readTreeFolder';
import {
  startTemplateBackend,
  type TemplateBackend,
} from './__testUtils__/TemplateBackend';

const FIXTURES = join(__dirname, '__fixtures__');
const INFRA = join(__dirname, '../../../infra');

/** Rewrites what is expected; read the difference line by line before you keep it. */
const SHOULD_UPDATE = process.env.UPDATE_GOLDEN === 'true';

const { presets } = readPresets(
  Object.fromEntries(
    readdirSync(join(INFRA, 'presets'))
      .filter(name => name.endsWith('.yaml'))
      .map(name => [name, readFileSync(join(INFRA, 'presets', name), 'utf8')]),
  ),
);

/** The form as choosing a preset fills it in; `name` keeps out of the way of apps that the tree has. */
function filledIn(preset: string, over: object = {}): Record<string, unknown> {
  const known = presets.get(preset);
  if (!known) {
    throw new Error(`There is no preset ${preset}`);
  }
  const { namespace, image, port, exposure, volume } = toAppPreset(known);
  return {
    preset,
    name: `my-${preset}`,
    namespace,
    image,
    port: port ?? 8080,
    exposure,
    ...(exposure === 'none' ? {} : { hostname: `my-${preset}.lab.example` }),
    hasVolume: volume !== undefined,
    ...(volume ? { volume } : {}),
    ...over,
  };
}

async function planned(
  backend: TemplateBackend,
  values: object,
): Promise<ChangePlan> {
  const plan = await backend.plan(values);
  if (typeof plan === 'string') {
    throw new Error(plan);
  }
  return plan;
}

const fileOf = (plan: ChangePlan, ending: string) =>
  plan.files.find(({ path }) => path.endsWith(ending))?.after ?? '';

describe('add-app from a preset, on the reference lab', () => {
  let backend: TemplateBackend;

  beforeAll(async () => {
    const files = readTreeFolder(INFRA);
    backend = await startTemplateBackend(files, { path: 'kubernetes' });
  });

  afterAll(() => backend.stop());

  it.each(['paperless-ngx', 'immich', 'mosquitto', 'recyclarr', 'jellyfin'])(
    'writes the files its owner would have written: %s',
    async preset => {
      const plan = await planned(backend, filledIn(preset));
      const file = join(
        FIXTURES,
        'reference-lab/changes',
        `add-app-${preset}.diff`,
      );
      if (SHOULD_UPDATE) {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, readablePlan(plan));
      }
      expect(existsSync(file)).toBe(true);
      expect(readablePlan(plan)).toBe(readFileSync(file, 'utf8'));
    },
  );

  it.each([...presets.keys()])(
    'gives %s whole files that no rule of the tree minds',
    async preset => {
      const plan = await planned(backend, filledIn(preset));
      for (const { path, after = '' } of plan.files) {
        for (const document of parseAllDocuments(after)) {
          expect({ path, errors: document.errors }).toEqual({
            path,
            errors: [],
          });
        }
      }
      expect(
        plan.findings.filter(({ severity }) => severity === 'error'),
      ).toEqual([]);
      // What a preset names of the lab is filled in or left out, never printed.
      expect(fileOf(plan, 'helmrelease.yaml')).not.toContain('#{');
    },
  );

  it('lays what the form says over the preset', async () => {
    const plan = await planned(
      backend,
      filledIn('syncthing', {
        image: 'docker.io/syncthing/syncthing:9.9.9',
        volume: { size: '7Gi', mountPath: '/elsewhere' },
        hasVolume: true,
      }),
    );
    expect(fileOf(plan, 'helmrelease.yaml')).toContain('tag: 9.9.9');
    expect(fileOf(plan, 'helmrelease.yaml')).toContain('path: /elsewhere');
    expect(fileOf(plan, 'pvc.yaml')).toContain('storage: 7Gi');
  });

  it('names the cluster where the preset does', async () => {
    const plan = await planned(backend, filledIn('homepage'));
    expect(fileOf(plan, 'helmrelease.yaml')).toMatch(/ title: lab$/m);
  });

  it('says which presets there are when one is not known', async () => {
    await expect(
      backend.plan({ ...filledIn('whoami'), preset: 'whoareyou' }),
    ).resolves.toMatch(/preset: 'whoareyou' is not known. Known are .*whoami/);
  });
});

describe('add-app from a preset, on a tree that lacks things', () => {
  let backend: TemplateBackend;

  beforeAll(async () => {
    const files = readTreeFolder(join(FIXTURES, 'shared-source/tree'));
    backend = await startTemplateBackend(files, { path: 'clusters/home' });
  });

  afterAll(() => backend.stop());

  it.each([
    ['a database', 'paperless-ngx', /preset: the tree does not install/],
    ['addresses', 'mosquitto', /preset: Mosquitto takes an address/],
  ])('refuses what needs %s', async (_, preset, reason) => {
    await expect(
      backend.plan(filledIn(preset, { hostname: 'a.home.example' })),
    ).resolves.toMatch(reason);
  });

  it('tells what it could not find out', async () => {
    const plan = await planned(
      backend,
      filledIn('navidrome', { hostname: 'music.home.example' }),
    );
    expect(plan.description).toMatch(/No app of the tree mounts a folder/);
  });
});
