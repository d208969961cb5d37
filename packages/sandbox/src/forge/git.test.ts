import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { ForgeFixture, SEED, forgeFixture } from './__testUtils__/forgeFixture';
import type { PushEvent } from './types';

describe('the forge over the git program', () => {
  let fixture: ForgeFixture;

  beforeEach(async () => {
    fixture = await forgeFixture();
  });

  afterEach(() => fixture.end());

  const clone = async () => {
    await fixture.git(['clone', '--quiet', fixture.remote, 'work']);
    return join(fixture.directory, 'work');
  };

  const commitFile = async (
    cwd: string,
    name: string,
    content: string | Buffer,
  ) => {
    await writeFile(join(cwd, name), content);
    await fixture.git(['add', name], cwd);
    await fixture.git(['commit', '--quiet', '-m', `Add ${name}`], cwd);
    return (await fixture.git(['rev-parse', 'HEAD'], cwd)).trim();
  };

  it('gives a clone that holds exactly the seed', async () => {
    const cwd = await clone();
    const files = (await fixture.git(['ls-files'], cwd)).trim().split('\n');
    expect(files.sort()).toEqual([...SEED.keys()].sort());
  });

  it('is read without a token', async () => {
    const refs = await fixture.git([
      'ls-remote',
      `${fixture.forge.url}/lab/home-ops`,
    ]);
    expect(refs).toContain('refs/heads/main');
    expect(refs).not.toContain('refs/forge');
  });

  it('refuses a push without a token, and one with a wrong token', async () => {
    const cwd = await clone();
    await commitFile(cwd, 'a.yaml', 'a: 1\n');
    const { host } = new URL(fixture.forge.url);
    for (const who of ['', `homestage:${randomBytes(4).toString('hex')}@`]) {
      const remote = `http://${who}${host}/lab/home-ops.git`;
      await expect(
        fixture.git(['push', remote, 'main'], cwd),
      ).rejects.toThrow();
    }
  });

  it('tells of a push once per branch, with the commits before and after', async () => {
    const events: PushEvent[] = [];
    fixture.forge.onPush(event => events.push(event));
    const cwd = await clone();
    const before = (await fixture.git(['rev-parse', 'HEAD'], cwd)).trim();
    const after = await commitFile(cwd, 'a.yaml', 'a: 1\n');
    await fixture.git(['push', '--quiet', 'origin', 'main', 'main:other'], cwd);
    expect(events).toEqual([
      { owner: 'lab', repo: 'home-ops', ref: 'refs/heads/main', before, after },
      {
        owner: 'lab',
        repo: 'home-ops',
        ref: 'refs/heads/other',
        before: undefined,
        after,
      },
    ]);
  });

  it('stops telling after the undo', async () => {
    const listener = jest.fn();
    fixture.forge.onPush(listener)();
    const cwd = await clone();
    await commitFile(cwd, 'a.yaml', 'a: 1\n');
    await fixture.git(['push', '--quiet', 'origin', 'main'], cwd);
    expect(listener).not.toHaveBeenCalled();
  });

  it('takes a push larger than git sends in one piece', async () => {
    const cwd = await clone();
    const sha = await commitFile(cwd, 'noise', randomBytes(3 * 1024 * 1024));
    await fixture.git(['push', '--quiet', 'origin', 'main'], cwd);
    const refs = await fixture.git(['ls-remote', fixture.remote, 'main']);
    expect(refs).toContain(sha);
  });

  it('fetches what was merged on the forge', async () => {
    const cwd = await clone();
    const sha = await fixture.forge.commit(
      { owner: 'lab', name: 'home-ops' },
      { message: 'Add b', files: [{ path: 'b.yaml', content: 'b: 2\n' }] },
    );
    await fixture.git(['pull', '--quiet'], cwd);
    expect(await fixture.git(['log', '-1', '--format=%H %s'], cwd)).toBe(
      `${sha} Add b\n`,
    );
  });

  it('says not found for a repository it has not', async () => {
    const remote = fixture.remote.replace('home-ops', 'other');
    await expect(fixture.git(['ls-remote', remote])).rejects.toThrow(
      /not found/,
    );
  });

  it('keeps its token in a file only its owner reads, across restarts', async () => {
    const { token, tokenFile } = fixture.forge;
    expect((await stat(tokenFile)).mode % 0o1000).toBe(0o600);
    await fixture.restart();
    expect(fixture.forge.token).toBe(token);
  });

  describe('when started again', () => {
    const seedWith = (entries: Array<[string, string]>) => [
      { owner: 'lab', name: 'home-ops', seed: new Map([...SEED, ...entries]) },
    ];
    const mainOf = async (path: string) =>
      fixture.git([
        '--git-dir',
        fixture.forge.repositoryDirectory('lab', 'home-ops'),
        'show',
        `main:${path}`,
      ]);

    it('commits nothing when the seed is the same', async () => {
      const refs = await fixture.git(['ls-remote', fixture.remote, 'main']);
      await fixture.restart();
      expect(await fixture.git(['ls-remote', fixture.remote, 'main'])).toBe(
        refs,
      );
    });

    it('puts the changed seed on top of what people merged', async () => {
      await fixture.forge.commit(
        { owner: 'lab', name: 'home-ops' },
        { message: 'Add b', files: [{ path: 'b.yaml', content: 'b: 2\n' }] },
      );
      await fixture.restart({
        repositories: seedWith([['new.yaml', 'n: 1\n']]),
      });
      expect(await mainOf('new.yaml')).toBe('n: 1\n');
      expect(await mainOf('b.yaml')).toBe('b: 2\n');
    });

    it('lets the seed win where both changed the same lines', async () => {
      await fixture.forge.commit(
        { owner: 'lab', name: 'home-ops' },
        {
          message: 'Edit',
          files: [{ path: 'README.md', content: '# mine\n' }],
        },
      );
      await fixture.restart({
        repositories: seedWith([['README.md', '# seed\n']]),
      });
      expect(await mainOf('README.md')).toBe('# seed\n');
    });
  });
});
