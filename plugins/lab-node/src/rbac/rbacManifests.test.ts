import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PORTAL_RESOURCES } from './portalResources';
import { rbacManifests } from './rbacManifests';
import { requiredRules } from './requiredRules';

const FILE = path.resolve(__dirname, '../../../../docs/rbac.yaml');

describe('rbacManifests', () => {
  it('are what docs/rbac.yaml holds', async () => {
    const manifests = rbacManifests(requiredRules(PORTAL_RESOURCES));
    if (process.env.UPDATE_RBAC) {
      await writeFile(FILE, manifests);
    }
    expect(await readFile(FILE, 'utf8')).toBe(manifests);
  });
});

describe('requiredRules', () => {
  it('allow reading only, and name no Secret and no wildcard', () => {
    const rules = requiredRules(PORTAL_RESOURCES);
    expect([...new Set(rules.flatMap(rule => rule.verbs))].sort()).toEqual([
      'get',
      'list',
      'watch',
    ]);
    const named = rules.flatMap(rule => [...rule.apiGroups, ...rule.resources]);
    expect(named).not.toContain('*');
    expect(named.filter(name => name.startsWith('secret'))).toEqual([]);
  });

  it('put what has the same group and verbs into one rule', () => {
    expect(
      requiredRules([
        { group: 'apps', plural: 'deployments' },
        { group: '', plural: 'pods/log', verbs: ['get'] },
        { group: 'apps', plural: 'statefulsets' },
      ]),
    ).toEqual([
      {
        apiGroups: ['apps'],
        resources: ['deployments', 'statefulsets'],
        verbs: ['get', 'list', 'watch'],
      },
      { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
    ]);
  });

  it.each([
    { group: '', plural: 'secrets' },
    { group: '', plural: '*' },
    { group: '*', plural: 'pods' },
  ])('refuse $plural of group "$group"', resource => {
    expect(() => requiredRules([resource])).toThrow(/Secrets/);
  });
});
