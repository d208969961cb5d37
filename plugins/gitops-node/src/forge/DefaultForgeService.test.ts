import { ConfigReader } from '@backstage/config';
import {
  startGithubLab,
  startGitlabLab,
  type ForgeLab,
} from '../__testUtils__/forgeLabs';
import { DefaultForgeService } from './DefaultForgeService';

const TOKEN = 'token-of-the-lab';

function service(
  lab: ForgeLab,
  integration: { token?: string } & Record<string, unknown>,
  scaffolder: { requireScmUserCredentials?: boolean } = {},
) {
  const owner = lab.kind === 'gitlab' ? 'lab/clusters' : 'lab';
  return DefaultForgeService.fromConfig(
    new ConfigReader({
      scaffolder,
      integrations: { [lab.kind]: [{ host: lab.host, ...integration }] },
      homestage: {
        gitops: {
          repositories: [
            { name: 'home-ops', url: `${lab.gate.url}/${owner}/home-ops` },
          ],
        },
      },
    }),
  );
}

describe.each([
  ['github', startGithubLab, 'api/v3'],
  ['gitlab', startGitlabLab, 'api/v4'],
] as const)('DefaultForgeService on %s', (kind, start, api) => {
  let lab: ForgeLab;

  beforeAll(async () => {
    lab = await start();
  });

  afterAll(() => lab.stop());

  const at = () => ({
    apiBaseUrl: `${lab.gate.url}/${api}`,
    ...(kind === 'gitlab' ? { baseUrl: lab.gate.url } : {}),
  });

  it('chooses the forge by the host, with the token of its integration', async () => {
    const forge = service(lab, { ...at(), token: TOKEN }).forRepository(
      'home-ops',
    );
    await expect(forge.branch('main')).resolves.toMatchObject({ name: 'main' });
  });

  it("asks with a person's own token where there is one", async () => {
    const forges = service(lab, { ...at(), token: 'of-the-portal' });
    await expect(
      forges.forRepository('home-ops', { token: TOKEN }).branch('main'),
    ).resolves.toMatchObject({ name: 'main' });
    await expect(
      forges.forRepository('home-ops').branch('main'),
    ).rejects.toMatchObject({
      code: 'unauthenticated',
      nextStep: expect.stringContaining(`integrations.${kind}`),
    });
  });

  it('asks without a token where none is set', async () => {
    await expect(
      service(lab, at()).forRepository('home-ops').branch('main'),
    ).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('offers to act as the person, and requires it where the scaffolder does', () => {
    const signIn = (requireScmUserCredentials?: boolean) =>
      service(lab, at(), { requireScmUserCredentials }).signIn('home-ops');
    expect([signIn(), signIn(false), signIn(true)]).toEqual([
      'offered',
      'offered',
      'required',
    ]);
  });

  it('names the key under which a repository is missing', () => {
    expect(() => service(lab, at()).forRepository('other')).toThrow(
      /'other' under homestage\.gitops\.repositories/,
    );
  });
});

describe('DefaultForgeService', () => {
  it('knows no sign-in to Gitea, also where the scaffolder requires one', () => {
    const forges = DefaultForgeService.fromConfig(
      new ConfigReader({
        scaffolder: { requireScmUserCredentials: true },
        integrations: { gitea: [{ host: 'git.example' }] },
        homestage: {
          gitops: {
            repositories: [
              { name: 'home-ops', url: 'https://git.example/lab/home-ops' },
            ],
          },
        },
      }),
    );
    expect(forges.signIn('home-ops')).toBe('none');
  });

  it('tells a GitHub App that is not installed as credentials that are missing', async () => {
    const forges = DefaultForgeService.fromConfig(
      new ConfigReader({
        integrations: {
          github: [
            {
              host: 'forge.example',
              apiBaseUrl: 'http://127.0.0.1:9/api/v3',
              apps: [
                {
                  appId: 1,
                  clientId: 'id',
                  clientSecret: 'none',
                  webhookSecret: 'none',
                  privateKey: 'not a key',
                },
              ],
            },
          ],
        },
        homestage: {
          gitops: {
            repositories: [
              { name: 'home-ops', url: 'https://forge.example/lab/home-ops' },
            ],
          },
        },
      }),
    );
    await expect(
      forges.forRepository('home-ops').branch('main'),
    ).rejects.toMatchObject({
      code: 'unauthenticated',
      nextStep: expect.stringContaining('GitHub App'),
    });
  });
});
