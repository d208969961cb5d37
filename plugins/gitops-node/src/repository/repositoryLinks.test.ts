import { commitUrl, directoryUrl, fileUrl, treeUrl } from './repositoryLinks';

describe('repositoryLinks', () => {
  it.each([
    [
      'gitea',
      '/src/branch/main/a/b%20c.yaml#L3',
      '/src/branch/main/a',
      '/commit/abc',
      '/src/branch/main/',
    ],
    [
      'github',
      '/blob/main/a/b%20c.yaml#L3',
      '/tree/main/a',
      '/commit/abc',
      '/tree/main/',
    ],
    [
      'gitlab',
      '/-/blob/main/a/b%20c.yaml#L3',
      '/-/tree/main/a',
      '/-/commit/abc',
      '/-/tree/main/',
    ],
  ] as const)(
    'writes addresses as %s does',
    (kind, file, directory, commit, tree) => {
      const place = {
        kind,
        url: 'https://git.example/lab/home-ops',
        branch: 'main',
      };
      expect(fileUrl(place, 'a/b c.yaml', 3)).toBe(place.url + file);
      expect(directoryUrl(place, 'a')).toBe(place.url + directory);
      expect(commitUrl(place, 'abc')).toBe(place.url + commit);
      expect(treeUrl(place)).toBe(place.url + tree);
    },
  );

  it('has no slash at the end of the root directory', () => {
    const place = {
      kind: 'gitea',
      url: 'https://git.example/lab/home-ops',
      branch: 'main',
    } as const;
    expect(directoryUrl(place, '')).toBe(`${place.url}/src/branch/main`);
  });
});
