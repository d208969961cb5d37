import { LAB_ANNOTATIONS } from '@homestage/backstage-plugin-lab-common';
import { appRef, isAppliedByFlux } from './appRef';

function entity(annotations?: Record<string, string>) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'jellyfin', annotations },
  };
}

describe('appRef', () => {
  it('reads lists with spaces', () => {
    expect(
      appRef(
        entity({
          [LAB_ANNOTATIONS.cluster]: 'lab',
          [LAB_ANNOTATIONS.kustomizations]: 'media/jellyfin, media/jellyfin-db',
        }),
      ),
    ).toEqual({
      cluster: 'lab',
      kustomizations: ['media/jellyfin', 'media/jellyfin-db'],
      helmReleases: undefined,
    });
  });

  it.each([
    ['nothing', undefined],
    ['no cluster', { [LAB_ANNOTATIONS.kustomizations]: 'media/jellyfin' }],
    [
      'an empty list',
      {
        [LAB_ANNOTATIONS.cluster]: 'lab',
        [LAB_ANNOTATIONS.kustomizations]: ' , ',
      },
    ],
  ])('does not guess from %s', (_, annotations) => {
    expect(appRef(entity(annotations))).toBeUndefined();
  });

  it('knows what Flux applies', () => {
    const helm = entity({ [LAB_ANNOTATIONS.helmReleases]: 'media/jellyfin' });
    expect(isAppliedByFlux(helm)).toBe(true);
    expect(isAppliedByFlux(entity())).toBe(false);
  });
});
