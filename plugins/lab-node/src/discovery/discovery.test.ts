import type { KubeApi } from '../api/KubeApi';
import { KubeApiError } from '../api/KubeApiError';
import { discoverKinds } from './discoverKinds';
import { preferredKinds } from './preferredKinds';
import { readAggregated } from './readAggregated';

const { signal } = new AbortController();

const aggregated = {
  kind: 'APIGroupDiscoveryList',
  items: [
    {
      metadata: { name: 'example.org' },
      versions: [
        {
          version: 'v1',
          freshness: 'Current',
          resources: [
            {
              resource: 'widgets',
              responseKind: { group: '', version: '', kind: 'Widget' },
              scope: 'Namespaced',
              verbs: ['list', 'watch'],
              subresources: [{ subresource: 'status' }],
            },
            {
              resource: 'reviews',
              responseKind: { kind: 'Review' },
              verbs: ['create'],
            },
            { resource: 'broken' },
          ],
        },
        { version: 'v1beta1', freshness: 'Stale' },
      ],
    },
  ],
};

const widgets = {
  kind: 'Widget',
  plural: 'widgets',
  namespaced: true,
  verbs: ['list', 'watch'],
};

const answering = (answers: Record<string, unknown>): KubeApi => ({
  getJson: async ({ path }) => {
    if (!(path in answers)) {
      throw new KubeApiError('away', { code: 'serverFailure' });
    }
    return answers[path];
  },
  getLines: () => Promise.reject(new Error('not asked')),
  reloadCredentials: () => undefined,
  close: () => undefined,
});

describe('readAggregated', () => {
  it('reads versions in the order of preference, and stale ones as unknown', () => {
    expect(readAggregated(aggregated)).toEqual([
      {
        group: 'example.org',
        version: 'v1',
        resources: [
          widgets,
          {
            kind: 'Review',
            plural: 'reviews',
            namespaced: false,
            verbs: ['create'],
          },
        ],
      },
      { group: 'example.org', version: 'v1beta1', resources: undefined },
    ]);
  });

  it.each([null, 7, {}, { kind: 'APIGroupList' }])(
    'does not take %j for it',
    answer => {
      expect(readAggregated(answer)).toBeUndefined();
    },
  );
});

describe('discoverKinds', () => {
  it('asks an old API for one group version after the other', async () => {
    const api = answering({
      '/api': { versions: ['v1'] },
      '/api/v1': {
        resources: [
          { name: 'pods', kind: 'Pod', namespaced: true, verbs: ['list'] },
          { name: 'pods/log', kind: 'Pod' },
        ],
      },
      '/apis': {
        groups: [
          {
            name: 'example.org',
            versions: [{ version: 'v1beta1' }, { version: 'v1' }],
            preferredVersion: { version: 'v1' },
          },
        ],
      },
      '/apis/example.org/v1': { resources: [] },
    });
    expect(await discoverKinds(api, signal)).toEqual([
      {
        group: '',
        version: 'v1',
        resources: [
          { kind: 'Pod', plural: 'pods', namespaced: true, verbs: ['list'] },
        ],
      },
      { group: 'example.org', version: 'v1', resources: [] },
      {
        group: 'example.org',
        version: 'v1beta1',
        resources: undefined,
        failure: expect.objectContaining({ code: 'serverFailure' }),
      },
    ]);
  });

  it('fails when the API does not answer at all', async () => {
    await expect(discoverKinds(answering({}), signal)).rejects.toThrow('away');
  });
});

describe('preferredKinds', () => {
  const group = 'example.org';
  const v1 = { group, version: 'v1', resources: [widgets] };

  it('takes the first version that serves a kind', () => {
    const kinds = preferredKinds([v1, { ...v1, version: 'v2' }], new Map());
    expect(kinds.get('Widget.example.org')).toMatchObject({
      version: 'v1',
      canWatch: true,
    });
  });

  it('keeps what it knew of a version that cannot tell now, and forgets what is gone', () => {
    const before = preferredKinds([v1], new Map());
    expect(preferredKinds([{ ...v1, resources: undefined }], before).size).toBe(
      1,
    );
    expect(preferredKinds([], before).size).toBe(0);
  });

  it('leaves out Secrets and what cannot be listed', () => {
    const secrets = {
      kind: 'Secret',
      plural: 'secrets',
      namespaced: true,
      verbs: ['list'],
    };
    const reviews = {
      kind: 'Review',
      plural: 'reviews',
      namespaced: false,
      verbs: ['create'],
    };
    const core = { group: '', version: 'v1', resources: [secrets, reviews] };
    expect(preferredKinds([core], new Map()).size).toBe(0);
  });
});
