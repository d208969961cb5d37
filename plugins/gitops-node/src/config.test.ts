import { ConfigReader } from '@backstage/config';
import { readRepositoriesConfig } from './config';

function read(
  repository: object,
  integrations: object = { gitea: [{ host: 'git.example' }] },
) {
  return readRepositoriesConfig(
    new ConfigReader({
      integrations,
      homestage: {
        gitops: {
          repositories: [
            {
              name: 'home-ops',
              url: 'https://git.example/lab/home-ops',
              ...repository,
            },
          ],
        },
      },
    }),
  );
}

describe('readRepositoriesConfig', () => {
  it('fills in every default', () => {
    expect(read({})).toEqual([
      {
        name: 'home-ops',
        url: 'https://git.example/lab/home-ops',
        host: 'git.example',
        owner: 'lab',
        repository: 'home-ops',
        branch: 'main',
        kind: 'gitea',
        cluster: undefined,
        path: '',
        refreshMs: 60_000,
      },
    ]);
  });

  it('has no repositories when the key is not set', () => {
    expect(readRepositoriesConfig(new ConfigReader({}))).toEqual([]);
  });

  it('takes the address as people copy it', () => {
    expect(
      read({ url: 'https://git.example/a/b/home-ops.git/' })[0],
    ).toMatchObject({
      url: 'https://git.example/a/b/home-ops',
      owner: 'a/b',
      repository: 'home-ops',
    });
  });

  it.each([
    [
      'an address that is none',
      { url: 'git@git.example:lab/home-ops' },
      /repositories\[0\]\.url/,
    ],
    [
      'an address without a repository',
      { url: 'https://git.example/lab' },
      /repositories\[0\]\.url/,
    ],
    [
      'an unknown type',
      { type: 'svn' },
      /type is 'svn'.*gitea, github, gitlab/,
    ],
    [
      'a host without an integration',
      { url: 'https://other.example/a/b' },
      /host other\.example/,
    ],
  ])('names the key of %s', (_, repository, message) => {
    expect(() => read(repository)).toThrow(message);
  });

  it('takes a type where no integration names the host', () => {
    expect(
      read({ url: 'https://other.example/a/b', type: 'gitlab' })[0].kind,
    ).toBe('gitlab');
  });
});
