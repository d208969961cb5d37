import type { CallFault } from '../__testUtils__/FaultGate';
import { SEED } from '../__testUtils__/forgeFixture';
import {
  startGithubLab,
  startGitlabLab,
  type ForgeLab,
  type MemoryLab,
} from '../__testUtils__/forgeLabs';
import { gitBlobHash } from '../forge/gitBlobHash';
import type { Forge } from '../types/Forge';
import type { ChangeProposal, ProposedFile } from './ChangeProposal';
import { proposeChange } from './proposeChange';

const BRANCH = 'homestage/add-app/media-sonarr';
const LIST = 'apps/media/kustomization.yaml';
const APP = 'apps/media/sonarr/ks.yaml';
const ELSEWHERE = 'docs/other.md';
const before = SEED.get(LIST)!;
const radarr = `${before}  - ./radarr/ks.yaml\n`;

/** Adds an app to the list as it is. */
function proposal(list: string, app = 'kind: Kustomization\n') {
  const files: ProposedFile[] = [
    { path: LIST, before: list, after: `${list}  - ./sonarr/ks.yaml\n` },
    { path: APP, after: app },
    { path: 'README.md', before: '# Lab\n' },
  ];
  return {
    branch: BRANCH,
    base: 'main',
    title: 'feat(media): add sonarr',
    body: `Adds sonarr.\n\n${app}`,
    message: 'feat(media): add sonarr',
    files,
  } satisfies ChangeProposal;
}

type Lab = MemoryLab<unknown>;

/** What is not as one correct pull request would be: none, when all is well. */
async function faultsOf(
  { repository }: Lab,
  forge: Forge,
  { branch, base, title, body, files }: ChangeProposal,
): Promise<string[]> {
  const open = await forge.pullRequests({ state: 'open' });
  const pull = open[0] && (await forge.pullRequest(open[0].number));
  const head = repository.branches.get(branch)!;
  const expected = new Map(
    [
      ...repository.treeOf(
        repository.mergeBase(repository.branches.get(base)!, head),
      ),
    ].map(([path, { sha }]) => [path, sha]),
  );
  for (const { path, after } of files) {
    if (after === undefined) {
      expected.delete(path);
    } else {
      expected.set(path, gitBlobHash(after));
    }
  }
  const tree = await forge.tree(head);
  const paths = [...new Set([...tree.keys(), ...expected.keys()])];
  return [
    open.length === 1 ? '' : `${open.length} pull requests are open`,
    pull?.head === branch ? '' : `its branch is ${pull?.head}`,
    pull?.headCommit === head ? '' : `it shows ${pull?.headCommit}`,
    pull?.title === title ? '' : `its title is ${pull?.title}`,
    pull?.body === body ? '' : `its body is ${pull?.body}`,
    pull?.isMergeable ? '' : 'it conflicts',
    ...paths
      .filter(path => tree.get(path) !== expected.get(path))
      .map(path => `${path} is wrong`),
  ].filter(Boolean);
}

/** What the last run is to bring about, from what is there by then. */
const SITUATIONS = [
  ['a first run', { prepare: async () => {}, next: proposal(before) }],
  [
    'an update',
    {
      prepare: async (lab: Lab) => {
        await proposeChange(lab.forge(), proposal(before));
      },
      next: proposal(before, 'kind: Kustomization # v2\n'),
    },
  ],
  [
    'an update on a moved base',
    {
      prepare: async (lab: Lab) => {
        await proposeChange(lab.forge(), proposal(before));
        await lab.commitAs('main', { [LIST]: radarr });
      },
      next: proposal(radarr),
    },
  ],
] as const;

const answered = (status: number, headers?: Record<string, string>) =>
  ({ kind: 'answer', status, headers } as const);

const FAULTS: readonly (readonly [string, CallFault])[] = [
  ['was cut before the work', { kind: 'cut', when: 'before' }],
  ['was cut after the work', { kind: 'cut', when: 'after' }],
  ['timed out before the work', { kind: 'silent', when: 'before' }],
  ['timed out after the work', { kind: 'silent', when: 'after' }],
  ['was answered with 401', answered(401)],
  ['was answered with 403', answered(403)],
  ['was answered with 404', answered(404)],
  ['was answered with 409', answered(409)],
  ['was answered with 422', answered(422)],
  ['was answered with 429', answered(429, { 'retry-after': '60' })],
  ['was answered with 502', answered(502)],
];

/** Tests run on a machine that does other things too; only the first run is this impatient. */
const IMPATIENT_MS = 150;

const LABS = [
  ['GitHub', startGithubLab],
  ['GitLab', startGitlabLab],
] as const satisfies readonly (readonly [string, () => Promise<Lab>])[];

async function inLab<T>(
  start: () => Promise<Lab>,
  work: (lab: Lab) => Promise<T>,
): Promise<T> {
  const lab = await start();
  try {
    const result = await work(lab);
    expect(lab.gate.broken).toEqual([]);
    return result;
  } finally {
    await lab.stop();
  }
}

describe.each(LABS)('proposeChange on %s', (_, start) => {
  describe.each(SITUATIONS)('%s', (__, { prepare, next }) => {
    /** The calls of a run that nothing happens to. */
    const cleanCalls = () =>
      inLab(start, async lab => {
        await prepare(lab);
        lab.gate.reset();
        await proposeChange(lab.forge(), next);
        return [...lab.gate.calls];
      });

    /** Once for each call of the first run; every one in a lab of its own. */
    const atEachCall = async (
      run: (lab: Lab, at: number) => Promise<string[]>,
    ) => {
      const calls = await cleanCalls();
      expect(calls.length).toBeGreaterThan(4);
      const faults = await Promise.all(
        calls.map((call, at) =>
          inLab(start, async lab => {
            await prepare(lab);
            lab.gate.reset();
            const found = await run(lab, at);
            return found.map(fault => `${at} ${call}: ${fault}`);
          }),
        ),
      );
      return faults.flat();
    };

    it('ends with one correct pull request', async () => {
      await inLab(start, async lab => {
        await prepare(lab);
        await proposeChange(lab.forge(), next);
        expect(await faultsOf(lab, lab.forge(), next)).toEqual([]);
        expect(lab.repository.pulls).toHaveLength(1);
      });
    });

    it('changes nothing when run again', async () => {
      await inLab(start, async lab => {
        await prepare(lab);
        const first = await proposeChange(lab.forge(), next);
        lab.gate.reset();
        const second = await proposeChange(lab.forge(), next);
        expect(second).toMatchObject({
          outcome: 'unchanged',
          commit: first.commit,
        });
        expect(
          lab.gate.calls.filter(call => !/^(GET|HEAD)/.test(call)),
        ).toEqual([]);
      });
    });

    it.each(FAULTS)(
      'is made good by the next run, whichever call %s',
      async (___, fault) => {
        const faults = await atEachCall(async (lab, at) => {
          lab.gate.strike(at, fault);
          await proposeChange(
            lab.forge({ timeoutMs: IMPATIENT_MS }),
            next,
          ).catch(() => undefined);
          lab.gate.reset();
          await proposeChange(lab.forge(), next);
          return faultsOf(lab, lab.forge(), next);
        });
        expect(faults).toEqual([]);
      },
    );

    it('is made good by the next run, whenever the base moves on elsewhere', async () => {
      const faults = await atEachCall(async (lab, at) => {
        lab.gate.strike(at, {
          kind: 'act',
          act: async () => {
            await lab.commitAs('main', { [ELSEWHERE]: `after ${at}\n` });
          },
        });
        await proposeChange(lab.forge(), next).catch(() => undefined);
        lab.gate.reset();
        await proposeChange(lab.forge(), next);
        return faultsOf(lab, lab.forge(), next);
      });
      expect(faults).toEqual([]);
    });

    it('is made good by a new plan, whenever the base moves on under it', async () => {
      const list = `${next.files[0].before}  - ./lidarr/ks.yaml\n`;
      const faults = await atEachCall(async (lab, at) => {
        lab.gate.strike(at, {
          kind: 'act',
          act: async () => {
            await lab.commitAs('main', { [LIST]: list });
          },
        });
        await proposeChange(lab.forge(), next).catch(() => undefined);
        lab.gate.reset();
        await proposeChange(lab.forge(), proposal(list));
        return faultsOf(lab, lab.forge(), proposal(list));
      });
      expect(faults).toEqual([]);
    });

    it('is made good by the next run when two work at the same time', async () => {
      await inLab(start, async lab => {
        await prepare(lab);
        await Promise.allSettled([
          proposeChange(lab.forge(), next),
          proposeChange(lab.forge(), next),
        ]);
        await proposeChange(lab.forge(), next);
        expect(await faultsOf(lab, lab.forge(), next)).toEqual([]);
      });
    });
  });

  it('keeps the same pull request when its branch is made anew', async () => {
    await inLab(start, async lab => {
      const first = await proposeChange(lab.forge(), proposal(before));
      await lab.commitAs('main', { [LIST]: radarr });
      const second = await proposeChange(lab.forge(), proposal(radarr));
      expect(second.pullRequest.number).toBe(first.pullRequest.number);
      expect(second.outcome).toBe('updated');
    });
  });

  it('opens a new one after the old one was closed', async () => {
    await inLab(start, async lab => {
      const { pullRequest } = await proposeChange(
        lab.forge(),
        proposal(before),
      );
      await lab
        .forge()
        .updatePullRequest(pullRequest.number, { state: 'closed' });
      await proposeChange(lab.forge(), proposal(before));
      expect(await faultsOf(lab, lab.forge(), proposal(before))).toEqual([]);
    });
  });

  it('never throws away what people committed to its branch', async () => {
    await inLab(start, async lab => {
      await proposeChange(lab.forge(), proposal(before));
      const theirs = await lab.commitAs(BRANCH, { [APP]: 'kind: Mine\n' });
      await lab.commitAs('main', { [LIST]: radarr });
      await expect(
        proposeChange(lab.forge(), proposal(radarr)),
      ).rejects.toMatchObject({ code: 'conflict' });
      expect(lab.repository.branches.get(BRANCH)).toBe(theirs);
    });
  });

  it('keeps the commit of a person, whenever it comes during an update', async () => {
    const next = proposal(before, 'kind: Kustomization # v2\n');
    const run = async (lab: Lab, at: number) => {
      await proposeChange(lab.forge(), proposal(before));
      lab.gate.reset();
      let theirs = '';
      lab.gate.strike(at, {
        kind: 'act',
        act: async () => {
          theirs = await lab.commitAs(BRANCH, { [APP]: 'kind: Mine\n' });
        },
      });
      await proposeChange(lab.forge(), next).catch(() => undefined);
      const isKept =
        !theirs ||
        lab.repository.isAncestor(theirs, lab.repository.branches.get(BRANCH)!);
      return { isKept, wasStruck: theirs !== '' };
    };
    const results = await Promise.all(
      Array.from({ length: 12 }, (___, at) =>
        inLab(start, lab => run(lab, at)),
      ),
    );
    expect(results.filter(({ isKept }) => !isKept)).toEqual([]);
    expect(results.filter(({ wasStruck }) => wasStruck).length).toBeGreaterThan(
      4,
    );
  });

  it('says that a protected branch may not be written, and what exists', async () => {
    await inLab(start, async lab => {
      lab.repository.protected.add(BRANCH);
      const refused = (forgeLab: ForgeLab) =>
        expect(
          proposeChange(forgeLab.forge(), proposal(before)),
        ).rejects.toMatchObject({
          code: 'forbidden',
          message: expect.stringContaining('branch protection'),
        });
      await refused(lab);
      expect(lab.repository.branches.has(BRANCH)).toBe(false);
      lab.repository.protected.delete(BRANCH);
      await proposeChange(lab.forge(), proposal(before));
      lab.repository.protected.add(BRANCH);
      const head = lab.repository.branches.get(BRANCH);
      await expect(
        proposeChange(lab.forge(), proposal(before, 'kind: Other\n')),
      ).rejects.toMatchObject({ code: 'forbidden' });
      expect(lab.repository.branches.get(BRANCH)).toBe(head);
      expect(lab.repository.pulls).toHaveLength(1);
    });
  });

  it('says what exists when the pull request could not be opened', async () => {
    await inLab(start, async lab => {
      const calls: string[] = await inLab(start, async clean => {
        await proposeChange(clean.forge(), proposal(before));
        return [...clean.gate.calls];
      });
      lab.gate.strike(calls.length - 1, answered(403));
      const error: Error = await proposeChange(
        lab.forge(),
        proposal(before),
      ).catch(reason => reason);
      expect(error.message).toContain(`Branch '${BRANCH}' holds the change`);
      expect(error.message).toContain('running it again continues');
    });
  });
});
