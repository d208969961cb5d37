import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { LAB_ANNOTATIONS } from '@homestage/backstage-plugin-lab-common';
import { readEntityPlaces } from './readEntityPlaces';

const ROOT = 'http://forge.example/lab/home-ops/src/branch/main/';

function entity(
  [kind, name, type]: [string, string, string],
  annotations: Record<string, string>,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      annotations: { [LAB_ANNOTATIONS.repository]: 'home-ops', ...annotations },
    },
    spec: { type },
  };
}

const located = (path: string) => ({
  'backstage.io/managed-by-location': `url:${ROOT}${path}`,
});

describe('readEntityPlaces', () => {
  const read = (...entities: Entity[]) =>
    readEntityPlaces(
      {
        repositories: () => [{ name: 'home-ops' }],
        fileUrl: () => ROOT,
      },
      {
        catalog: catalogServiceMock({ entities }),
        auth: mockServices.auth(),
      },
    );

  it('gives the directory of an app and the file of a node', async () => {
    const places = await read(
      entity(['Component', 'sonarr', 'app'], {
        [LAB_ANNOTATIONS.treePath]: 'kubernetes/apps/media/sonarr',
        ...located('kubernetes/apps/media/sonarr/ks.yaml'),
      }),
      entity(['Resource', 'cp-01', 'talos-node'], {
        [LAB_ANNOTATIONS.treePath]: 'talos',
        ...located('talos/node%20list.yaml'),
      }),
    );
    expect(places.get('home-ops')).toEqual([
      {
        ref: 'component:default/sonarr',
        title: 'sonarr',
        type: 'app',
        directory: 'kubernetes/apps/media/sonarr',
      },
      {
        ref: 'resource:default/cp-01',
        title: 'cp-01',
        type: 'talos-node',
        file: 'talos/node list.yaml',
      },
    ]);
  });

  it.each([
    [
      'the cluster, which every change would touch',
      entity(['Resource', 'lab', 'kubernetes-cluster'], located('')),
    ],
    [
      'what is of another repository',
      entity(['Component', 'other', 'app'], {
        [LAB_ANNOTATIONS.repository]: 'other',
      }),
    ],
  ])('leaves out %s', async (_what, left) => {
    expect([...(await read(left)).keys()]).toEqual([]);
  });

  it('takes an address that is none for no file', async () => {
    const places = await read(
      entity(['Resource', 'cp-01', 'talos-node'], located('%zz')),
    );
    expect(places.get('home-ops')).toMatchObject([{ file: undefined }]);
  });
});
