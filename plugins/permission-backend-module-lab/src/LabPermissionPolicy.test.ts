import { ConfigReader } from '@backstage/config';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import { mockCredentials } from '@backstage/backend-test-utils';
import { readLabPermissionConfig } from './config';
import { LabPermissionPolicy } from './LabPermissionPolicy';

function user(...ownershipEntityRefs: string[]): PolicyQueryUser {
  const userEntityRef = ownershipEntityRefs[0];
  return {
    credentials: mockCredentials.user(userEntityRef),
    info: { userEntityRef, ownershipEntityRefs },
  };
}

const read = createPermission({
  name: 'flux.resource.read',
  attributes: { action: 'read' },
});
const change = createPermission({
  name: 'gitops.change.create',
  attributes: { action: 'create' },
});
const unmarked = createPermission({ name: 'something.else', attributes: {} });
const proxy = createPermission({ name: 'kubernetes.proxy', attributes: {} });
const dryRun = createPermission({
  name: 'scaffolder.template.dry-run',
  attributes: {},
});

const ada = user('user:default/ada', 'group:default/lab');
const bob = user('user:default/bob');

const open = { homestage: { permissions: { operators: ['group:lab'] } } };
const readOnly = { homestage: { ...open.homestage, readOnly: true } };

describe('LabPermissionPolicy', () => {
  it.each([
    ['nobody reads', open, read, undefined, 'DENY'],
    ['a signed-in person reads', open, read, bob, 'ALLOW'],
    [
      'a signed-in person reads pod logs through the proxy',
      open,
      proxy,
      bob,
      'ALLOW',
    ],
    [
      'a signed-in person who is no operator changes nothing',
      open,
      change,
      bob,
      'DENY',
    ],
    ['an operator changes things', open, change, ada, 'ALLOW'],
    [
      'a permission that does not say what it does is for operators',
      open,
      unmarked,
      bob,
      'DENY',
    ],
    ['nobody is an operator unless named', {}, change, ada, 'DENY'],
    [
      'an operator changes nothing in read-only mode',
      readOnly,
      change,
      ada,
      'DENY',
    ],
    ['an operator reads in read-only mode', readOnly, read, ada, 'ALLOW'],
    [
      'an operator still previews in read-only mode',
      readOnly,
      dryRun,
      ada,
      'ALLOW',
    ],
  ])('%s', async (_, config, permission, who, expected) => {
    const policy = LabPermissionPolicy.create(
      readLabPermissionConfig(new ConfigReader(config)),
    );
    await expect(policy.handle({ permission }, who)).resolves.toEqual({
      result: AuthorizeResult[expected as 'ALLOW' | 'DENY'],
    });
  });

  it('names the operator entry that is no entity reference', () => {
    const config = new ConfigReader({
      homestage: { permissions: { operators: ['group:lab', 'ada'] } },
    });
    expect(() => readLabPermissionConfig(config)).toThrow(
      "homestage.permissions.operators[1] is 'ada'",
    );
  });
});
