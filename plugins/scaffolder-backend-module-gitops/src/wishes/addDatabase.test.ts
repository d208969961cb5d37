import { join } from 'node:path';
import { inspectTree, resolveTree } from '@homestage/gitops-tree';
import { readTreeFolder } from '../__testUtils__/readTreeFolder';
import { planWish } from './planWish';

/** A tree with the operator of a shared server, on which whoami was once. */
const FILES = readTreeFolder(
  join(__dirname, '../__fixtures__/helm-repository/tree'),
);

describe('addDatabase', () => {
  function plan(values: object) {
    const index = resolveTree(FILES, { root: 'kubernetes' });
    return planWish('add-database', values as Record<string, unknown>, {
      repository: {
        name: 'home-ops',
        url: 'https://git.example/lab/home-ops',
        host: 'git.example',
        owner: 'lab',
        repository: 'home-ops',
        branch: 'main',
        kind: 'gitea',
        path: 'kubernetes',
        refreshMs: 60_000,
      },
      tree: {
        commit: 'f'.repeat(40),
        files: index.files,
        index,
        conventions: inspectTree(index),
      },
    });
  }

  it.each<[string, object, RegExp]>([
    [
      'one of its own where nothing takes care of it',
      { app: 'default/echo', volume: { size: '1Gi' } },
      /^app: the tree does not install CloudNativePG/,
    ],
    [
      'one of its own without the size of its volume',
      { app: 'default/echo' },
      /^volume\.size: Say how large/,
    ],
    [
      'a name that another namespace has on the shared server',
      { app: 'default/whoami', server: 'shared' },
      /^app: the shared server has a database whoami already, for flux-system\/whoami-of-old \(kubernetes\/flux\/repositories\/external-postgres-operator\.yaml, line \d+\)/,
    ],
  ])('refuses %s', (_, values, refusal) => {
    expect(() => plan(values)).toThrow(refusal);
  });

  it('asks for no volume on a server that is there', () => {
    expect(plan({ app: 'default/echo', server: 'shared' })).toMatchObject({
      values: { server: 'shared', database: 'echo-db', owner: 'echo' },
      description: expect.stringContaining('Secret `database-echo-db`'),
    });
  });
});
