import { isAllowed } from './isAllowed';
import { AUTHENTICATED_RULES, PolicyRule, VIEWER_RULES } from './PolicyRule';

const pods = {
  verb: 'get',
  group: '',
  resource: 'pods',
  namespace: 'media',
  name: 'web',
};
const rule = (more: Partial<PolicyRule>): PolicyRule => ({
  verbs: ['get'],
  apiGroups: [''],
  resources: ['pods'],
  ...more,
});

describe('isAllowed', () => {
  it.each([
    ['the very thing', rule({}), pods, true],
    ['another verb', rule({}), { ...pods, verb: 'delete' }, false],
    ['another group', rule({ apiGroups: ['apps'] }), pods, false],
    [
      'a subresource that is not named',
      rule({}),
      { ...pods, subresource: 'log' },
      false,
    ],
    [
      'a subresource that is',
      rule({ resources: ['pods/log'] }),
      { ...pods, subresource: 'log' },
      true,
    ],
    ['another name', rule({ resourceNames: ['api'] }), pods, false],
    ['another namespace', rule({ namespaces: ['default'] }), pods, false],
    [
      'all namespaces by a rule for one',
      rule({ namespaces: ['media'] }),
      { ...pods, namespace: undefined },
      false,
    ],
  ])('decides on %s', (_case, policy, wanted, expected) => {
    expect(isAllowed([policy], wanted)).toBe(expected);
  });

  it('keeps Secrets from a viewer, and logs open', () => {
    const may = (resource: string, subresource?: string) =>
      isAllowed(VIEWER_RULES, { ...pods, resource, subresource });
    expect([may('secrets'), may('configmaps'), may('pods', 'log')]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('lets everybody with a token discover, and nobody see the faults', () => {
    const may = (path: string) =>
      isAllowed(AUTHENTICATED_RULES, { verb: 'get', path });
    expect([
      may('/apis/apps/v1'),
      may('/version'),
      may('/sandbox/faults'),
    ]).toEqual([true, true, false]);
  });
});
