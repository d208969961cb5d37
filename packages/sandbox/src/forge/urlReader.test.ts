import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { ForgeFixture, SEED, forgeFixture } from './__testUtils__/forgeFixture';

describe("Backstage's own reader of Gitea on the forge", () => {
  let fixture: ForgeFixture;

  beforeEach(async () => {
    fixture = await forgeFixture();
  });

  afterEach(() => fixture.end());

  const reader = () => {
    const { url, token } = fixture.forge;
    return UrlReaders.default({
      logger: mockServices.logger.mock(),
      config: mockServices.rootConfig({
        data: {
          integrations: {
            gitea: [
              {
                host: new URL(url).host,
                baseUrl: url,
                username: 'homestage',
                password: token,
              },
            ],
          },
        },
      }),
    });
  };

  const treeUrl = (path = '') =>
    `${fixture.forge.url}/lab/home-ops/src/branch/main${path}`;

  const commit = (path: string, content: string) =>
    fixture.forge.commit(
      { owner: 'lab', name: 'home-ops' },
      { message: 'Edit', files: [{ path, content }] },
    );

  it('reads the whole tree, file by file as it was seeded', async () => {
    const tree = await reader().readTree(treeUrl());
    const files = await tree.files();
    const read = await Promise.all(
      files.map(async file => [file.path, String(await file.content())]),
    );
    expect(new Map(read as Array<[string, string]>)).toEqual(SEED);
  });

  it('reads a directory with paths that begin there', async () => {
    const tree = await reader().readTree(treeUrl('/kubernetes/apps'));
    const paths = (await tree.files()).map(({ path }) => path).sort();
    expect(paths).toEqual([
      'default/echo/ks.yaml',
      'default/kustomization.yaml',
    ]);
  });

  it('is told that nothing changed, until something does', async () => {
    const { etag } = await reader().readTree(treeUrl());
    await expect(reader().readTree(treeUrl(), { etag })).rejects.toMatchObject({
      name: 'NotModifiedError',
    });
    const sha = await commit('new.yaml', 'n: 1\n');
    const changed = await reader().readTree(treeUrl(), { etag });
    expect(changed.etag).toBe(sha);
  });

  it('reads one file', async () => {
    const file = await reader().readUrl(treeUrl('/README.md'));
    expect(String(await file.buffer())).toBe('# home-ops\n');
  });

  it('is told that there is no such file', async () => {
    await expect(reader().readUrl(treeUrl('/nope'))).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });

  it('fails with a sentence when the forge is down', async () => {
    fixture.forge.fault({ kind: 'down' });
    await expect(reader().readTree(treeUrl())).rejects.toThrow();
  });
});
