import {
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { ChangePlan } from '@homestage/backstage-plugin-gitops-common';
import { readTreeFolder } from './__testUtils__/readTreeFolder';
import {
  startTemplateBackend,
  type TemplateBackend,
} from './__testUtils__/TemplateBackend';

const FIXTURES = join(__dirname, '__fixtures__');

/** Rewrites what is expected; read the difference line by line before you keep it. */
const SHOULD_UPDATE = process.env.UPDATE_GOLDEN === 'true';

const app = {
  name: 'navidrome',
  namespace: 'media',
  image: 'ghcr.io/navidrome/navidrome:0.54.1',
  port: 4533,
};

/** Trees by name: their root, and the forms that are filled in on them. */
const TREES: Record<string, { path: string; forms: Record<string, object> }> = {
  'per-app-sources': {
    path: 'kubernetes',
    forms: {
      plain: { ...app },
      everything: {
        ...app,
        exposure: 'internal',
        hostname: 'navidrome.lab.example',
        hasVolume: true,
        volume: { size: '5Gi', mountPath: '/data', storageClass: 'ceph-block' },
      },
      'new-namespace': {
        ...app,
        namespace: 'audio',
        exposure: 'external',
        hostname: 'music.lab.example',
      },
    },
  },
  'shared-source': {
    path: 'clusters/home',
    forms: {
      everything: {
        ...app,
        exposure: 'internal',
        hostname: 'navidrome.home.example',
        hasVolume: true,
        volume: { size: '5Gi', mountPath: '/data' },
      },
      'new-namespace': { ...app, namespace: 'audio' },
    },
  },
  'helm-repository': {
    path: 'kubernetes',
    forms: {
      everything: {
        ...app,
        namespace: 'default',
        image: 'ghcr.io/navidrome/navidrome:1.10',
        exposure: 'external',
        hostname: 'navidrome.${SECRET_DOMAIN}',
        hasVolume: true,
        volume: { size: '5Gi', mountPath: '/data' },
      },
    },
  },
  'argo-cd': {
    path: 'kubernetes',
    forms: {
      everything: {
        ...app,
        name: 'gonic',
        hasVolume: true,
        volume: { size: '5Gi', mountPath: '/data' },
      },
      preset: {
        ...app,
        name: 'tautulli',
        image: 'ghcr.io/home-operations/tautulli:2.17.2',
        port: 8181,
        preset: 'tautulli',
        hasVolume: true,
        volume: { size: '5Gi', mountPath: '/config' },
      },
    },
  },
};

/** Every file the plan touches, as it would be; and the lists' diffs. */
function goldenFiles(plan: ChangePlan): Map<string, string> {
  return new Map(plan.files.map(({ path, after }) => [path, after ?? '']));
}

function addedLines(plan: ChangePlan): string[] {
  return plan.files
    .filter(({ change }) => change === 'update')
    .flatMap(({ diff }) => diff.split('\n').slice(2))
    .filter(line => /^[+-]/.test(line));
}

async function planned(backend: TemplateBackend, values: object) {
  const plan = await backend.plan(values);
  if (typeof plan === 'string') {
    throw new Error(plan);
  }
  return plan;
}

describe.each(Object.entries(TREES))(
  'add-app on the tree %s',
  (tree, { path, forms }) => {
    let backend: TemplateBackend;

    beforeAll(async () => {
      const files = readTreeFolder(join(FIXTURES, tree, 'tree'));
      backend = await startTemplateBackend(files, { path });
    });

    afterAll(() => backend.stop());

    it.each(Object.entries(forms))(
      'writes the files its owner would have written: %s',
      async (form, values) => {
        const plan = await planned(backend, values);
        const files = goldenFiles(plan);
        const folder = join(FIXTURES, tree, form);
        if (SHOULD_UPDATE) {
          rmSync(folder, { recursive: true, force: true });
          for (const [file, text] of files) {
            mkdirSync(dirname(join(folder, file)), { recursive: true });
            writeFileSync(join(folder, file), text);
          }
        }
        expect(Object.fromEntries(files)).toEqual(
          Object.fromEntries(readTreeFolder(folder)),
        );
        expect(plan.findings.filter(each => each.severity === 'error')).toEqual(
          [],
        );
      },
    );

    it.each(Object.entries(forms))(
      'edits lists by exactly one added line each: %s',
      async (form, values) => {
        const plan = await planned(backend, values);
        const updates = plan.files.filter(({ change }) => change === 'update');
        const lines = addedLines(plan);
        expect(lines).toHaveLength(updates.length);
        expect(lines.every(line => line.startsWith('+'))).toBe(true);
        // Argo CD finds directories by itself: no list names them.
        const usual = tree === 'argo-cd' ? 0 : 1;
        expect(form === 'new-namespace' || updates.length === usual).toBe(true);
      },
    );
  },
);

describe('add-app, from form to pull request', () => {
  let backend: TemplateBackend;

  beforeAll(async () => {
    const files = readTreeFolder(join(FIXTURES, 'per-app-sources', 'tree'));
    backend = await startTemplateBackend(files, { path: 'kubernetes' });
  });

  afterAll(() => backend.stop());

  const pulls = async () => {
    const response = await fetch(
      `${backend.sandbox.url}/api/v1/repos/lab/home-ops/pulls?state=open`,
    );
    const open = (await response.json()) as {
      title: string;
      head: { ref: string; sha: string };
    }[];
    return open.map(({ title, head: { ref, sha } }) => ({ title, ref, sha }));
  };

  it('opens the pull request that the preview showed', async () => {
    const plan = await planned(backend, app);
    expect(await pulls()).toEqual([]);
    const { status, output, log } = await backend.run(app);
    expect([status, log]).toEqual(['completed', expect.any(String)]);
    expect(output.links[0].url).toContain('/lab/home-ops/pulls/1');
    expect(await pulls()).toEqual([
      expect.objectContaining({ title: plan.title, ref: plan.branch }),
    ]);
    const files = await fetch(
      `${backend.sandbox.url}/api/v1/repos/lab/home-ops/pulls/1/files`,
    );
    const names = ((await files.json()) as { filename: string }[]).map(
      each => each.filename,
    );
    expect(names.sort()).toEqual(plan.files.map(each => each.path).sort());
  });

  it('updates the same pull request when it runs again', async () => {
    const { status } = await backend.run({ ...app, port: 4534 });
    expect(status).toBe('completed');
    expect(await pulls()).toHaveLength(1);
  });

  it.each<[string, object, RegExp]>([
    ['a name that is no RFC 1123 label', { name: 'My_App' }, /name/],
    ['a name that is taken', { name: 'sonarr' }, /name: .*sonarr/],
    ['an image without a tag', { image: 'nginx' }, /image: .*tag/],
    ['a port out of range', { port: 0 }, /port/],
    [
      'a host name in use',
      { exposure: 'internal', hostname: 'sonarr.lab.example' },
      /hostname: .*in use by/,
    ],
    [
      'a size that is none',
      { hasVolume: true, volume: { size: 'big', mountPath: '/data' } },
      /volume\.size: /,
    ],
    [
      'a mount path that is relative',
      { hasVolume: true, volume: { size: '1Gi', mountPath: 'data' } },
      /mountPath/,
    ],
  ])(
    'refuses %s, names the field and writes nothing',
    async (_, change, message) => {
      const before = await pulls();
      await expect(
        backend.plan({ ...app, name: 'other', ...change }),
      ).resolves.toMatch(message);
      expect(await pulls()).toEqual(before);
    },
  );

  it('says what to do while the forge is down', async () => {
    const undo = backend.sandbox.fault({ kind: 'down' });
    const refusal = await backend.plan(app);
    undo();
    expect(refusal).toMatch(/nothing was written.*does not answer/);
    expect(refusal).not.toContain(backend.sandbox.token);
  });
});

const realTrees = process.env.HOMESTAGE_TREES;
const realTreeNames =
  realTrees && existsSync(realTrees)
    ? readdirSync(realTrees, { withFileTypes: true })
        .filter(each => each.isDirectory())
        .map(each => each.name)
    : [];

if (realTreeNames.length === 0) {
  process.stderr.write(
    'SKIPPED: add-app on real trees. Set HOMESTAGE_TREES to a folder of GitOps trees.\n',
  );
}

(realTreeNames.length > 0
  ? describe.each(realTreeNames)
  : describe.skip.each(['none']))('add-app on the real tree %s', tree => {
  let backend: TemplateBackend;

  beforeAll(async () => {
    const files = readTreeFolder(join(realTrees!, tree));
    backend = await startTemplateBackend(files, { path: 'kubernetes' });
  });

  afterAll(() => backend.stop());

  it('adds exactly the new files and one line', async () => {
    const plan = await planned(backend, { ...app, namespace: 'default' });
    expect(addedLines(plan)).toEqual(['+  - ./navidrome/ks.yaml']);
    expect(plan.findings.filter(each => each.severity === 'error')).toEqual([]);
  });
});
