import { join } from 'node:path';
import { planOnFiles } from '../__testUtils__/planOnFiles';
import { readTreeFolder } from '../__testUtils__/readTreeFolder';

/** A tree with the operator of a shared server, on which whoami was once. */
const FILES = readTreeFolder(
  join(__dirname, '../__fixtures__/helm-repository/tree'),
);

describe('addDatabase', () => {
  const plan = (values: object) =>
    planOnFiles('add-database', values, { files: FILES, root: 'kubernetes' });

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
