import { gitProblem, requireGit } from './requireGit';

describe('requireGit', () => {
  it.each([
    ['git version 2.38.0', true],
    ['git version 2.39.5 (Apple Git-154)', true],
    ['git version 2.51.0.windows.1', true],
    ['git version 3.0.0', true],
    ['git version 2.37.9', false],
    ['git version 1.99.0', false],
    ['something else', false],
  ])('%s will do: %s', (text, isFine) => {
    expect(gitProblem(text) === undefined).toBe(isFine);
  });

  it('says which git is there and which is needed', () => {
    expect(gitProblem('git version 2.30.2\n')).toBe(
      'The forge needs git 2.38 or newer and found "git version 2.30.2"; install a newer git',
    );
  });

  it('takes the git of this machine', async () => {
    await expect(requireGit()).resolves.toBeUndefined();
  });

  it('says that git is missing where it is', async () => {
    const { PATH } = process.env;
    process.env.PATH = '/nowhere';
    try {
      await expect(requireGit()).rejects.toThrow(/needs the git program/);
    } finally {
      process.env.PATH = PATH;
    }
  });
});
