import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readTreeFolder } from './__testUtils__/readTreeFolder';
import { readablePlan } from './__testUtils__/readablePlan';
import { SEQUENCES } from './__testUtils__/sequenceForms';
import { REFERENCE_LAB } from './__testUtils__/templateForms';
import {
  startTemplateBackend,
  type TemplateBackend,
} from './__testUtils__/TemplateBackend';

const FIXTURES = join(__dirname, '__fixtures__');

/** Rewrites what is expected; read the difference line by line before you keep it. */
const SHOULD_UPDATE = process.env.UPDATE_GOLDEN === 'true';

function expectGolden(file: string, text: string): void {
  if (SHOULD_UPDATE) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(existsSync(file)).toBe(true);
  expect(text).toBe(readFileSync(file, 'utf8'));
}

describe.each(SEQUENCES)(
  'step by step on the tree $tree: $name',
  ({ tree, name, path, template, steps, end }) => {
    let backend: TemplateBackend;

    beforeAll(async () => {
      const folder =
        tree === 'reference-lab' ? REFERENCE_LAB : join(FIXTURES, tree, 'tree');
      backend = await startTemplateBackend(readTreeFolder(folder), { path });
    });

    afterAll(() => backend.stop());

    it.each(steps.map((step, index) => ({ ...step, number: index + 1 })))(
      'finds step $number, $step, and what has to be known before it',
      async ({ number, step, values, refusedWith, refusal }) => {
        const refused = refusedWith
          ? await backend.plan(refusedWith, template)
          : 'nothing';
        expect(refused).toMatch(refusal ?? /^nothing$/);
        const plan = await backend.plan(values, template);
        if (typeof plan === 'string') {
          throw new Error(plan);
        }
        expect(plan.branch).toMatch(new RegExp(`-${step}$`));
        expect(plan.isBlocked).toBe(false);
        expectGolden(
          join(FIXTURES, tree, 'changes', `${name}-${number}-${step}.diff`),
          readablePlan(plan),
        );
        await backend.sandbox.commit(
          { owner: 'lab', name: 'home-ops' },
          {
            message: plan.title,
            files: plan.files.map(({ path: file, after }) =>
              after === undefined
                ? { path: file, deleted: true }
                : { path: file, content: after },
            ),
          },
        );
      },
    );

    it('says in the end that nothing is left to do', async () => {
      await expect(backend.plan(end.values, template)).resolves.toMatch(
        end.refusal,
      );
    });
  },
);
