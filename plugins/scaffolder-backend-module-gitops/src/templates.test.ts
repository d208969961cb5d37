import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ChangePlan } from '@homestage/backstage-plugin-gitops-common';
import { readablePlan } from './__testUtils__/readablePlan';
import { readTreeFolder } from './__testUtils__/readTreeFolder';
import { TREES, type Form } from './__testUtils__/templateForms';
import {
  startTemplateBackend,
  type TemplateBackend,
} from './__testUtils__/TemplateBackend';

const FIXTURES = join(__dirname, '__fixtures__');

/** Rewrites what is expected; read the difference line by line before you keep it. */
const SHOULD_UPDATE = process.env.UPDATE_GOLDEN === 'true';

async function planned(
  backend: TemplateBackend,
  { template, values }: Form,
): Promise<ChangePlan> {
  const plan = await backend.plan(values, template);
  if (typeof plan === 'string') {
    throw new Error(plan);
  }
  return plan;
}

describe.each(Object.entries(TREES))(
  'the templates on the tree %s',
  (tree, { path, folder, forms }) => {
    let backend: TemplateBackend;

    beforeAll(async () => {
      const files = readTreeFolder(folder ?? join(FIXTURES, tree, 'tree'));
      backend = await startTemplateBackend(files, { path });
    });

    afterAll(() => backend.stop());

    it.each(Object.entries(forms))(
      'propose what its owner would have: %s',
      async (name, form) => {
        const plan = await planned(backend, form);
        const file = join(FIXTURES, tree, 'changes', `${name}.diff`);
        if (SHOULD_UPDATE) {
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, readablePlan(plan));
        }
        expect(existsSync(file)).toBe(true);
        expect(readablePlan(plan)).toBe(readFileSync(file, 'utf8'));
        expect(plan.isBlocked).toBe(false);
      },
    );
  },
);

describe('the templates, from form to pull request', () => {
  let backend: TemplateBackend;

  beforeAll(async () => {
    const files = readTreeFolder(join(FIXTURES, 'per-app-sources', 'tree'));
    backend = await startTemplateBackend(files, { path: 'kubernetes' });
  });

  afterAll(() => backend.stop());

  it('lead from a suspended app back to one that goes on', async () => {
    const app = 'home/zigbee2mqtt';
    const { sandbox } = backend;
    const suspended = await planned(backend, {
      template: 'suspend-app',
      values: { app, mode: 'suspend' },
    });
    const [{ path, before, after }] = suspended.files;
    await sandbox.commit(
      { owner: 'lab', name: 'home-ops' },
      { message: 'Suspend it', files: [{ path, content: after! }] },
    );
    await expect(
      backend.plan({ app, confirmation: 'zigbee2mqtt' }, 'decommission-app'),
    ).resolves.toMatch(/is suspended .* Resume it first/);
    const resumed = await planned(backend, {
      template: 'suspend-app',
      values: { app, mode: 'resume' },
    });
    expect(resumed.files).toEqual([
      expect.objectContaining({ path, before: after, after: before }),
    ]);
  });

  it('open the pull request that the preview showed', async () => {
    const form = { app: 'media/sonarr', confirmation: 'sonarr' };
    const plan = await planned(backend, {
      template: 'decommission-app',
      values: form,
    });
    const { status, log } = await backend.run(form, 'decommission-app');
    expect([status, log]).toEqual(['completed', expect.any(String)]);
    const response = await fetch(
      `${backend.sandbox.url}/api/v1/repos/lab/home-ops/pulls/1/files`,
    );
    const files = (await response.json()) as {
      filename: string;
      status: string;
    }[];
    expect(files.map(each => each.filename).sort()).toEqual(
      plan.files.map(each => each.path).sort(),
    );
    expect(files.filter(each => each.status === 'deleted')).toHaveLength(
      plan.files.filter(({ change }) => change === 'delete').length,
    );
  });
});
