import { inventoryEntry, refOfInventoryId } from './inventory';

describe('inventory ids', () => {
  const cases: Array<[string, string, Parameters<typeof inventoryEntry>[0]]> = [
    [
      'a namespaced object of a group',
      'apps_web_apps_Deployment',
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { namespace: 'apps', name: 'web' },
      },
    ],
    [
      'an object of the core group',
      'apps_web__Service',
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { namespace: 'apps', name: 'web' },
      },
    ],
    [
      'a cluster-scoped object',
      '_apps__Namespace',
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'apps' } },
    ],
    [
      'a name with colons',
      '_system__auth_rbac.authorization.k8s.io_ClusterRole',
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name: 'system:auth' },
      },
    ],
  ];

  it.each(cases)('name %s, and are read back', (_name, id, object) => {
    expect(inventoryEntry(object).id).toBe(id);
    const { name, namespace } = object.metadata;
    expect(refOfInventoryId(id)).toEqual({
      ...(namespace ? { namespace } : {}),
      name,
      group: object.apiVersion.includes('/')
        ? object.apiVersion.split('/')[0]
        : '',
      kind: object.kind,
    });
  });
});
