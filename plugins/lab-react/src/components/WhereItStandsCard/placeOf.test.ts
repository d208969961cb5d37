import { LAB_ANNOTATIONS } from '@homestage/backstage-plugin-lab-common';
import { isLabEntity, placeOf } from './placeOf';

function entity(annotations?: Record<string, string>) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'jellyfin', annotations },
  };
}

describe('placeOf', () => {
  it('reads what the catalog module writes', () => {
    expect(
      placeOf(
        entity({
          [LAB_ANNOTATIONS.presence]: 'both',
          [LAB_ANNOTATIONS.cluster]: 'lab',
          [LAB_ANNOTATIONS.treePath]: 'kubernetes/apps/media/jellyfin',
          'backstage.io/source-location': 'url:http://forge/lab/tree/',
        }),
      ),
    ).toMatchObject({
      presence: 'both',
      cluster: 'lab',
      directory: 'kubernetes/apps/media/jellyfin',
      directoryUrl: 'http://forge/lab/tree/',
    });
  });

  it.each([
    ['no annotations', undefined],
    ['a presence nobody knows', { [LAB_ANNOTATIONS.presence]: 'perhaps' }],
  ])('does not guess: %s', (_, annotations) => {
    expect(placeOf(entity(annotations)).presence).toBeUndefined();
  });

  it.each([
    ['the root of the repository', { [LAB_ANNOTATIONS.repository]: 'lab' }, ''],
    ['nowhere in Git', { [LAB_ANNOTATIONS.cluster]: 'lab' }, undefined],
  ])('tells where an entity without a path is: %s', (_, annotations, path) => {
    expect(placeOf(entity(annotations)).directory).toBe(path);
  });

  it('links web addresses only', () => {
    const place = placeOf(
      entity({ 'backstage.io/source-location': 'url:javascript:alert(1)' }),
    );
    expect(place.directoryUrl).toBeUndefined();
  });

  it('knows the entities of the lab by their presence', () => {
    expect(isLabEntity(entity({ [LAB_ANNOTATIONS.presence]: 'git' }))).toBe(
      true,
    );
    expect(isLabEntity(entity())).toBe(false);
  });
});
