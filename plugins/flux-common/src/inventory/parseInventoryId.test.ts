import { parseInventoryId } from './parseInventoryId';

describe('parseInventoryId', () => {
  it.each([
    [
      'an object of a group',
      'media_jellyfin_apps_Deployment',
      {
        namespace: 'media',
        name: 'jellyfin',
        group: 'apps',
        kind: 'Deployment',
      },
    ],
    [
      'an object of the core group',
      'default_podinfo__Service',
      { namespace: 'default', name: 'podinfo', group: '', kind: 'Service' },
    ],
    [
      'a cluster-scoped object',
      '_media__Namespace',
      { name: 'media', group: '', kind: 'Namespace' },
    ],
    [
      'a cluster-scoped object of a group',
      '_a.example.org_apiextensions.k8s.io_CustomResourceDefinition',
      {
        name: 'a.example.org',
        group: 'apiextensions.k8s.io',
        kind: 'CustomResourceDefinition',
      },
    ],
    [
      'an RBAC name with colons',
      '_system__aggregate-to-view_rbac.authorization.k8s.io_ClusterRole',
      {
        name: 'system:aggregate-to-view',
        group: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
      },
    ],
    [
      'a core object whose name ends in a colon',
      'a_b____Service',
      { namespace: 'a', name: 'b:', group: '', kind: 'Service' },
    ],
  ])('reads %s', (_, id, expected) => {
    expect(parseInventoryId(id)).toEqual(expected);
  });

  it.each([
    ['no separator', 'jellyfin'],
    ['too few parts', 'media_jellyfin_Deployment'],
    ['a lone underscore in the name', 'media_jelly_fin_apps_Deployment'],
    ['no name', 'media__apps_Deployment'],
    ['no kind', 'media_jellyfin_apps_'],
    ['nothing', ''],
  ])('refuses an id with %s', (_, id) => {
    expect(parseInventoryId(id)).toBeUndefined();
  });
});
