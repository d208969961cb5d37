import { RealGitea } from '@homestage/real-components';
import { waitFor } from '@homestage/sandbox/testUtils';
import { FORGE_CONTRACT } from '../__testUtils__/forgeContract';
import { SEED } from '../__testUtils__/forgeFixture';
import { proposeChange } from '../change/proposeChange';
import type { Forge } from '../types/Forge';
import { GiteaForge } from './GiteaForge';

const ENDS = { owner: 'lab', repository: 'home-ops' };

describe('GiteaForge against a real Gitea', () => {
  let gitea: RealGitea;
  let forge: Forge;

  beforeAll(async () => {
    gitea = await RealGitea.start();
    await gitea.createRepository(
      ENDS.repository,
      undefined,
      Object.fromEntries(SEED),
    );
    // Gitea takes note of a pushed branch a moment after the push, and fails until then.
    await waitFor(
      () => gitea.call('GET', '/repos/lab/home-ops/branches/main'),
      {
        until: ({ code }) => code === 200,
      },
    );
    const { host } = new URL(gitea.url);
    forge = GiteaForge.create(
      { ...ENDS, host, url: `${gitea.url}/lab/home-ops` },
      { integration: { host, baseUrl: gitea.url, password: gitea.token } },
    );
  });

  afterAll(() => gitea?.stop());

  it.each(FORGE_CONTRACT.map(({ name, run }) => [name, run] as const))(
    '%s',
    async (_, run) => {
      await expect(run({ forge, seed: SEED })).resolves.toBeUndefined();
    },
  );

  it('has one pull request however often the same change is proposed', async () => {
    const path = 'apps/media/sonarr/ks.yaml';
    const proposal = {
      branch: 'homestage/add-app/media-sonarr',
      base: 'main',
      title: 'Add sonarr',
      body: 'Because.',
      message: 'Add sonarr',
      files: [{ path, after: 'kind: Kustomization # 1\n' }],
    };
    const first = await proposeChange(forge, proposal);
    const again = await proposeChange(forge, proposal);
    const other = await proposeChange(forge, {
      ...proposal,
      title: 'Add Sonarr',
      files: [{ path, after: 'kind: Kustomization # 2\n' }],
    });
    expect([first, again, other].map(({ outcome }) => outcome)).toEqual([
      'opened',
      'unchanged',
      'updated',
    ]);
    const open = await forge.pullRequests({ state: 'open', base: 'main' });
    expect(
      open
        .filter(({ head }) => head === proposal.branch)
        .map(each => each.title),
    ).toEqual(['Add Sonarr']);
  });
});
