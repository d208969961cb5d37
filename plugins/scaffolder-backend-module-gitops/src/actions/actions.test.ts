import { readFile, writeFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { JsonObject } from '@backstage/types';
import {
  startActionFixture,
  type ActionFixture,
} from '../__testUtils__/ActionFixture';
import { readTreeFolder } from '../__testUtils__/readTreeFolder';
import { createEditAction } from './edit';
import { createInspectAction } from './inspect';
import { createLintAction } from './lint';
import type { Portal } from '../plan/planChange';
import { createPullRequestAction } from './pullRequest';

const TREE = readTreeFolder(
  join(__dirname, '../__fixtures__/per-app-sources/tree'),
);
const LIST = 'kubernetes/apps/media/kustomization.yaml';
const insert = {
  file: LIST,
  path: ['resources'],
  insert: './navidrome/ks.yaml',
};

describe('the actions', () => {
  let fixture: ActionFixture;
  let isAllowed: boolean;

  beforeEach(async () => {
    fixture = await startActionFixture(TREE);
    isAllowed = true;
  });

  afterEach(() => fixture.stop());

  /** Runs an action in the fixture's workspace, and answers its outputs. */
  async function run(
    action: Pick<TemplateAction<any, any>, 'handler'>,
    input: JsonObject,
    options: { isDryRun?: boolean } = {},
  ): Promise<Record<string, any>> {
    const output: Record<string, unknown> = {};
    const { workspacePath } = fixture;
    await action.handler({
      ...createMockActionContext({ input, workspacePath }),
      ...options,
      output: (name, value) => {
        output[String(name)] = value;
      },
    });
    return output;
  }

  const pullRequestAction = (portal?: Portal) => {
    const permissions = mockServices.permissions.mock();
    permissions.authorize.mockImplementation(async requests =>
      requests.map(() => ({
        result: isAllowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
      })),
    );
    return createPullRequestAction({ ...fixture, permissions, portal });
  };

  const write = async (path: string, text: string) => {
    const file = join(fixture.workspacePath, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  };

  const somebodyCommits = (
    files: Record<string, string>,
    message = 'docs: somebody else was here',
  ) =>
    fixture.sandbox.commit(
      { owner: 'lab', name: 'home-ops' },
      {
        message,
        files: Object.entries(files).map(([path, content]) => ({
          path,
          content,
        })),
      },
    );

  const openPullRequests = () =>
    fixture.forges.forRepository('home-ops').pullRequests({ state: 'open' });

  const note = { branch: 'note', title: 'docs: add a note' };

  describe('inspect', () => {
    it('removes a file that it has edited, and refuses one that is not there', async () => {
      const file = 'kubernetes/apps/media/sonarr/ks.yaml';
      const edits = [{ file, path: ['spec', 'suspend'], set: true }];
      await run(createEditAction(fixture), { edits });
      await run(createEditAction(fixture), { removals: [file] });
      const { plan } = await run(
        pullRequestAction(),
        { branch: 'remove-sonarr', title: 'Remove sonarr' },
        { isDryRun: true },
      );
      expect(plan.files).toEqual([
        expect.objectContaining({ path: file, change: 'delete' }),
      ]);
      await expect(
        run(createEditAction(fixture), { removals: ['kubernetes/none.yaml'] }),
      ).rejects.toThrow(/no file kubernetes\/none\.yaml/);
    });

    it('answers the conventions of the tree at a commit', async () => {
      const output = await run(createInspectAction(fixture), {});
      expect(output).toMatchObject({
        repository: 'home-ops',
        commit: expect.stringMatching(/^[0-9a-f]{40}$/),
        conventions: { appsDirectory: 'kubernetes/apps' },
      });
      expect(output.place).toBeUndefined();
    });

    it('says which repositories there are when the name is unknown', async () => {
      await expect(
        run(createInspectAction(fixture), { repository: 'other' }),
      ).rejects.toThrow(/repository: .*'other'.*home-ops/);
    });

    it('gives an app whose name another namespace has, a name of its own in the catalog', async () => {
      const app = {
        name: 'sonarr',
        namespace: 'home',
        image: 'a/b:1',
        port: 80,
        exposure: 'none',
      } as const;
      const output = await run(createInspectAction(fixture), { app });
      expect(output.entityRef).toBe('component:default/home-sonarr');
    });
  });

  describe('edit', () => {
    it('puts the edited file into the workspace and nothing else', async () => {
      const output = await run(createEditAction(fixture), { edits: [insert] });
      expect(output.files).toEqual([LIST]);
      const text = await readFile(join(fixture.workspacePath, LIST), 'utf8');
      expect(text).toBe(
        TREE.get(LIST)?.replace(
          '  - ./sonarr',
          '  - ./navidrome/ks.yaml\n  - ./sonarr',
        ),
      );
    });

    it.each([
      [
        'a file that is not there',
        { ...insert, file: 'kubernetes/none.yaml' },
        /no file kubernetes\/none\.yaml/,
      ],
      [
        'a path without a list',
        { ...insert, path: ['nothing'] },
        /left as it is/,
      ],
      [
        'an edit that says two things',
        { ...insert, remove: 'x' },
        /exactly one/,
      ],
    ])('refuses %s', async (_, edit, message) => {
      await expect(
        run(createEditAction(fixture), { edits: [edit] }),
      ).rejects.toThrow(message);
    });

    it('refuses a commit that is no longer at hand', async () => {
      await expect(
        run(createEditAction(fixture), {
          edits: [insert],
          commit: 'f'.repeat(40),
        }),
      ).rejects.toThrow(/no longer at hand/);
    });
  });

  describe('lint', () => {
    it('minds what the change brings, and stops the template', async () => {
      await run(createEditAction(fixture), { edits: [insert] });
      await expect(
        run(createLintAction(fixture), { failOnError: true }),
      ).rejects.toThrow(/navidrome/);
    });

    it('only reports in a dry run', async () => {
      await run(createEditAction(fixture), { edits: [insert] });
      const output = await run(
        createLintAction(fixture),
        { failOnError: true },
        { isDryRun: true },
      );
      expect(output.hasErrors).toBe(true);
    });
  });

  describe('pull-request', () => {
    it('leaves its plan in the workspace in a dry run, and writes nothing', async () => {
      await write('docs/note.md', '# Note\n');
      const output = await run(pullRequestAction(), note, { isDryRun: true });
      expect(output).toMatchObject({
        outcome: 'planned',
        branch: 'homestage/note',
      });
      expect(output.plan.files).toEqual([
        expect.objectContaining({
          path: 'docs/note.md',
          change: 'create',
          after: '# Note\n',
        }),
      ]);
      await expect(openPullRequests()).resolves.toEqual([]);
    });

    it('is refused without the permission, before anything happens', async () => {
      isAllowed = false;
      await write('docs/note.md', '# Note\n');
      await expect(run(pullRequestAction(), note)).rejects.toThrow(
        /gitops\.change\.create/,
      );
      await expect(openPullRequests()).resolves.toEqual([]);
    });

    it('plans again when somebody merges between preview and creation', async () => {
      const { commit } = await run(createInspectAction(fixture), {});
      await write('kubernetes/apps/media/navidrome/ks.yaml', '# nothing yet\n');
      await run(createEditAction(fixture), { edits: [insert], commit });
      await somebodyCommits({ [LIST]: `${TREE.get(LIST)}  - ./zzz.yaml\n` });
      const output = await run(pullRequestAction(), {
        ...note,
        commit,
        overrideReason: 'a test',
      });
      expect(output.outcome).toBe('opened');
      const { after } = output.plan.files.find(
        (each: { path: string }) => each.path === LIST,
      );
      expect(after).toContain('  - ./navidrome/ks.yaml\n  - ./sonarr');
      expect(after).toContain('  - ./zzz.yaml\n');
    });

    it('stops at findings of severity error, and goes on with a reason that it tells', async () => {
      await run(createEditAction(fixture), { edits: [insert] });
      await expect(run(pullRequestAction(), note)).rejects.toThrow(
        /not proposed.*overrideReason/s,
      );
      await expect(openPullRequests()).resolves.toEqual([]);
      await run(pullRequestAction(), {
        ...note,
        overrideReason: 'The directory comes later.',
      });
      const [pull] = await openPullRequests();
      expect(pull.body).toContain('The directory comes later.');
    });

    it('warns of images that their registry has not, and goes on', async () => {
      const missing = 'ghcr.io/owner/gone:9';
      fixture.missing.add(missing);
      await write(LIST, `${TREE.get(LIST)}  - ./jobs.yaml\n`);
      await write(
        'kubernetes/apps/media/jobs.yaml',
        [missing, 'ghcr.io/owner/there:1', 'ghcr.io/owner/there:1']
          .map(
            (image, at) =>
              `---\napiVersion: batch/v1\nkind: Job\nmetadata:\n  name: job-${at}\nspec:\n  template:\n    spec:\n      containers:\n        - name: app\n          image: ${image}\n`,
          )
          .join(''),
      );
      const { plan, outcome } = await run(pullRequestAction(), note);
      expect(outcome).toBe('opened');
      expect(
        plan.findings.filter(({ rule }: { rule: string }) =>
          rule.startsWith('image-'),
        ),
      ).toEqual([
        {
          rule: 'image-missing',
          severity: 'warning',
          file: 'kubernetes/apps/media/jobs.yaml',
          line: expect.any(Number),
          column: expect.any(Number),
          message: `ghcr.io has no ${missing}.`,
          mend: 'Look up what there is.',
        },
      ]);
      const [pull] = await openPullRequests();
      expect(pull.body).toContain('image-missing');
    });

    describe('in the name of the person who asks', () => {
      let tokens: (string | undefined)[];

      beforeEach(async () => {
        await write('docs/note.md', '# Note\n');
        tokens = [];
        const { forges } = fixture;
        const forRepository = forges.forRepository.bind(forges);
        jest
          .spyOn(forges, 'forRepository')
          .mockImplementation((name, options) => {
            tokens.push(options?.token);
            return forRepository(name);
          });
      });

      const signIn = (answer: 'none' | 'offered' | 'required') =>
        jest.spyOn(fixture.forges, 'signIn').mockReturnValue(answer);

      it.each([
        ['with their token', 'offered', 'mine', 'mine'],
        [
          "with the portal's where they are not signed in",
          'offered',
          '',
          undefined,
        ],
        ['with theirs where it has to be', 'required', 'mine', 'mine'],
        [
          "with the portal's where there is no sign-in",
          'none',
          'mine',
          undefined,
        ],
      ] as const)('opens it %s', async (_, needed, token, used) => {
        signIn(needed);
        const { outcome } = await run(pullRequestAction(), { ...note, token });
        expect(outcome).toBe('opened');
        // The last is the one that writes; reading the tree's style needs nobody's.
        expect(tokens.at(-1)).toBe(used);
      });

      it('refuses a run without a sign-in where one is required, and shows its preview', async () => {
        signIn('required');
        await expect(run(pullRequestAction(), note)).rejects.toThrow(
          /token: .*scaffolder\.requireScmUserCredentials.*sign in/,
        );
        await expect(
          run(pullRequestAction(), note, { isDryRun: true }),
        ).resolves.toMatchObject({ outcome: 'planned' });
      });
    });

    it('is called and signed as the tree has it, with a link to the portal', async () => {
      for (const message of ['Add sonarr', 'Add plex', 'Mend the router']) {
        await somebodyCommits({ 'notes.md': message }, message);
      }
      await write('docs/note.md', '# Note\n');
      const action = pullRequestAction({
        title: 'Home lab',
        url: 'https://portal.example/changes',
      });
      const { plan } = await run(action, note);
      const [pull] = await openPullRequests();
      expect([pull.title, plan.message]).toEqual(['Add a note', 'Add a note']);
      expect(pull.body).toContain(
        'in [Home lab](https://portal.example/changes), which shows how far',
      );
    });

    it('says that there is nothing to change', async () => {
      await write(LIST, TREE.get(LIST)!);
      await expect(run(pullRequestAction(), note)).rejects.toThrow(
        /Nothing would change/,
      );
    });

    it.each(['../main', 'a..b', 'A', 'a b', 'x.lock'])(
      'refuses the branch name %s',
      async branch => {
        await write('docs/note.md', '# Note\n');
        await expect(
          run(pullRequestAction(), { ...note, branch }),
        ).rejects.toThrow(/branch: /);
      },
    );
  });
});
