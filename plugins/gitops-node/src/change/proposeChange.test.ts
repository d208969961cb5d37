import {
  SEED,
  startForgeFixture,
  type ForgeFixture,
} from '../__testUtils__/forgeFixture';
import { gitBlobHash } from '../forge/gitBlobHash';
import type { Forge } from '../types/Forge';
import type { ChangeProposal, ProposedFile } from './ChangeProposal';
import { proposeChange } from './proposeChange';

const LIST = 'apps/media/kustomization.yaml';
const before = SEED.get(LIST)!;
const withSonarr = `${before}  - ./sonarr/ks.yaml\n`;

function proposal(overrides: Partial<ChangeProposal> = {}): ChangeProposal {
  return {
    branch: 'homestage/add-app/media-sonarr',
    base: 'main',
    title: 'feat(media): add sonarr',
    body: 'Adds sonarr.\n',
    message: 'feat(media): add sonarr',
    files: [
      { path: LIST, before, after: withSonarr },
      { path: 'apps/media/sonarr/ks.yaml', after: 'kind: Kustomization\n' },
    ],
    ...overrides,
  };
}

/** What is not as one correct pull request would be: none, when all is well. */
async function faultsOf(
  forge: Forge,
  { branch, base, title, files }: ChangeProposal,
): Promise<string[]> {
  const open = await forge.pullRequests({ state: 'open' });
  const expected = new Map(await treeOf(forge, base));
  for (const { path, after } of files as ProposedFile[]) {
    if (after === undefined) {
      expected.delete(path);
    } else {
      expected.set(path, gitBlobHash(after));
    }
  }
  const tree = await treeOf(forge, branch);
  const paths = [...new Set([...tree.keys(), ...expected.keys()])];
  return [
    open.length === 1 ? '' : `${open.length} pull requests are open`,
    open[0]?.head === branch ? '' : `its branch is ${open[0]?.head}`,
    open[0]?.title === title ? '' : `its title is ${open[0]?.title}`,
    open[0]?.isMergeable === false ? 'it conflicts' : '',
    ...paths
      .filter(path => tree.get(path) !== expected.get(path))
      .map(path => `${path} is wrong`),
  ].filter(Boolean);
}

async function treeOf(forge: Forge, branch: string) {
  return forge.tree((await forge.branch(branch))!.commit);
}

describe('proposeChange', () => {
  let fixture: ForgeFixture;
  let forge: Forge;

  beforeEach(async () => {
    fixture = await startForgeFixture();
    forge = fixture.forge();
  });

  afterEach(() => fixture.stop());

  it('opens one pull request with one commit', async () => {
    const result = await proposeChange(forge, proposal());
    expect(result.outcome).toBe('opened');
    await expect(faultsOf(forge, proposal())).resolves.toEqual([]);
    await expect(
      forge.compare('main', proposal().branch),
    ).resolves.toHaveLength(1);
  });

  it('changes nothing when the same is proposed again', async () => {
    const first = await proposeChange(forge, proposal());
    const second = await proposeChange(forge, proposal());
    expect(second).toMatchObject({
      outcome: 'unchanged',
      commit: first.commit,
    });
    expect(second.pullRequest.number).toBe(first.pullRequest.number);
  });

  it('brings the same pull request up to date, and drops what is no longer wanted', async () => {
    const first = await proposeChange(forge, {
      ...proposal(),
      files: [
        ...proposal().files,
        {
          path: 'apps/media/sonarr/pvc.yaml',
          after: 'kind: PersistentVolumeClaim\n',
        },
      ],
    });
    const next = proposal({
      title: 'feat(media): add Sonarr',
      body: 'Without a volume.\n',
    });
    const second = await proposeChange(forge, next);
    expect(second.outcome).toBe('updated');
    expect(second.pullRequest).toMatchObject({
      number: first.pullRequest.number,
      title: next.title,
    });
    await expect(faultsOf(forge, next)).resolves.toEqual([]);
  });

  it('leaves a branch that is behind alone while it still says the same', async () => {
    const first = await proposeChange(forge, proposal());
    await fixture.commitAs('main', { 'docs/other.md': 'unrelated\n' });
    const second = await proposeChange(forge, proposal());
    expect(second).toMatchObject({
      outcome: 'unchanged',
      commit: first.commit,
    });
  });

  it('makes the branch anew when its base has moved on under it', async () => {
    await proposeChange(forge, proposal());
    const moved = `${before}  - ./radarr/ks.yaml\n`;
    await fixture.commitAs('main', { [LIST]: moved });
    const next = proposal({
      files: [
        { path: LIST, before: moved, after: `${moved}  - ./sonarr/ks.yaml\n` },
        proposal().files[1],
      ],
    });
    await proposeChange(forge, next);
    await expect(faultsOf(forge, next)).resolves.toEqual([]);
  });

  it('refuses a plan that was made from an older base', async () => {
    await fixture.commitAs('main', {
      [LIST]: `${before}  - ./radarr/ks.yaml\n`,
    });
    await expect(proposeChange(forge, proposal())).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(forge.branch(proposal().branch)).resolves.toBeUndefined();
  });

  it('never throws away what people committed to its branch', async () => {
    await proposeChange(forge, proposal());
    const theirs = await fixture.commitAs(proposal().branch, {
      'apps/media/sonarr/ks.yaml': 'kind: Kustomization # mine\n',
    });
    await expect(
      proposeChange(forge, proposal({ title: 'again' })),
    ).rejects.toMatchObject({ code: 'conflict' });
    await expect(forge.branch(proposal().branch)).resolves.toMatchObject({
      commit: theirs,
    });
  });

  it('opens a new one after the old one was closed', async () => {
    const first = await proposeChange(forge, proposal());
    await forge.updatePullRequest(first.pullRequest.number, {
      state: 'closed',
    });
    await proposeChange(forge, proposal());
    await expect(faultsOf(forge, proposal())).resolves.toEqual([]);
  });

  it('takes up a branch that has no pull request yet', async () => {
    const undo = fixture.sandbox.fault({
      kind: 'status',
      status: 500,
      match: /^POST .*\/pulls/,
    });
    const error = await proposeChange(forge, proposal()).catch(
      reason => reason,
    );
    expect(error.message).toContain(
      `Branch '${proposal().branch}' holds the change`,
    );
    expect(error.message).toContain('running it again continues');
    undo();
    await proposeChange(forge, proposal());
    await expect(faultsOf(forge, proposal())).resolves.toEqual([]);
  });

  it('ends with one pull request when two runs work at the same time', async () => {
    await Promise.allSettled([
      proposeChange(forge, proposal()),
      proposeChange(fixture.forge(), proposal()),
    ]);
    await proposeChange(forge, proposal());
    await expect(faultsOf(forge, proposal())).resolves.toEqual([]);
  });
});

/** How a call may fail, and whether the forge has done its work by then. */
const CUTS = [
  ['cut before the work', { kind: 'down' }],
  ['cut after the work', { kind: 'lost-answer' }],
] as const;

/** Leave the forge as a cut before the work does; how they are read differs for writes only. */
const REFUSALS = [
  ['answered with 409', { kind: 'status', status: 409 }],
  ['answered with 502', { kind: 'status', status: 502 }],
] as const;

type Call = readonly [name: string, match: RegExp, isWrite: boolean];

/** Every call with every fault that can leave something different behind. */
const faultsAt = (calls: readonly Call[]) =>
  calls.flatMap(([call, match, isWrite]) =>
    [...CUTS, ...(isWrite ? REFUSALS : [])].map(
      ([how, fault]) => [call, how, { ...fault, match, times: 1 }] as const,
    ),
  );

const moved = `${before}  - ./radarr/ks.yaml\n`;

/** What the last run is to bring about, from what is there by then. */
const CASES = {
  'a first run': {
    prepare: async () => {},
    next: proposal(),
    calls: [
      ['reading the branch', /^GET .*\/branches\//, false],
      ['committing', /^POST .*\/contents/, true],
      ['listing pull requests', /^GET .*\/pulls/, false],
      ['opening the pull request', /^POST .*\/pulls/, true],
    ],
  },
  'an update': {
    prepare: async ({ forge }: { forge: Forge }) => {
      await proposeChange(forge, proposal());
    },
    next: proposal({
      title: 'feat(media): add Sonarr',
      files: [
        proposal().files[0],
        {
          path: 'apps/media/sonarr/ks.yaml',
          after: 'kind: Kustomization # v2\n',
        },
      ],
    }),
    calls: [
      ['reading the tree', /^GET .*\/git\/trees/, false],
      ['comparing', /^GET .*\/compare/, false],
      ['committing again', /^POST .*\/contents/, true],
      ['changing the text', /^PATCH .*\/pulls/, true],
    ],
  },
  'an update on a moved base': {
    prepare: async (lab: { forge: Forge; fixture: ForgeFixture }) => {
      await proposeChange(lab.forge, proposal());
      await lab.fixture.commitAs('main', { [LIST]: moved });
    },
    next: proposal({
      files: [
        { path: LIST, before: moved, after: `${moved}  - ./sonarr/ks.yaml\n` },
        proposal().files[1],
      ],
    }),
    calls: [
      ['removing the old branch', /^DELETE .*\/branches\//, true],
      ['making it anew', /^POST .*\/contents/, true],
      ['reopening', /^(PATCH|POST) .*\/pulls/, true],
    ],
  },
} satisfies Record<
  string,
  {
    prepare: (lab: { forge: Forge; fixture: ForgeFixture }) => Promise<void>;
    next: ChangeProposal;
    calls: readonly Call[];
  }
>;

describe.each(Object.entries(CASES))(
  'proposeChange, %s',
  (_, { prepare, next, calls }) => {
    // Each on a forge of its own, several at a time: what they wait for is git.
    it.concurrent.each(faultsAt(calls as readonly Call[]))(
      'is made good by the next run when %s was %s',
      async (__, ___, fault) => {
        const fixture = await startForgeFixture();
        try {
          const forge = fixture.forge();
          await prepare({ forge, fixture });
          const undo = fixture.sandbox.fault(fault);
          await proposeChange(forge, next).catch(() => undefined);
          undo();
          await proposeChange(forge, next);
          await expect(faultsOf(forge, next)).resolves.toEqual([]);
        } finally {
          await fixture.stop();
        }
      },
    );
  },
);
