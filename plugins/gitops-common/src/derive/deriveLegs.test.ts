import { deriveLegs, type ChangeStation, type ChangeWay } from './deriveLegs';

const station = (overrides: Partial<ChangeStation> = {}): ChangeStation => ({
  name: 'Kustomization media/sonarr',
  holds: 'yes',
  health: 'ready',
  isSuspended: false,
  ...overrides,
});
const source = (overrides: Partial<ChangeStation> = {}) =>
  station({ name: 'GitRepository flux-system/flux-system', ...overrides });

const way = (overrides: Partial<ChangeWay> = {}): ChangeWay => ({
  mergedAt: '2026-11-21T10:00:00.000Z',
  sources: [source()],
  appliers: [station()],
  releases: [],
  suspendedAncestors: [],
  ...overrides,
});

const states = (overrides: Partial<ChangeWay>) =>
  deriveLegs(way(overrides)).map(({ state }) => state);
const reasons = (overrides: Partial<ChangeWay>) =>
  deriveLegs(way(overrides))
    .map(({ reason }) => reason)
    .filter(Boolean);

const late = station({ holds: 'no' });
const release = (health: ChangeStation['health']) => ({
  name: 'HelmRelease media/sonarr',
  health,
  isSuspended: false,
  message: 'install retries exhausted',
});

describe('deriveLegs', () => {
  it.each<[string, Partial<ChangeWay>, string[]]>([
    ['is done when all is', {}, ['done', 'done', 'done']],
    [
      'waits for the source',
      { sources: [source({ holds: 'no' })], appliers: [late] },
      ['waiting', 'waiting', 'waiting'],
    ],
    [
      'is stuck at a source that fails',
      {
        sources: [source({ holds: 'no', health: 'failed' })],
        appliers: [late],
      },
      ['stuck', 'waiting', 'waiting'],
    ],
    [
      'is stuck at a suspended source',
      {
        sources: [source({ holds: 'no', isSuspended: true })],
        appliers: [late],
      },
      ['stuck', 'waiting', 'waiting'],
    ],
    [
      'waits for a Kustomization that is behind',
      { appliers: [station(), late] },
      ['done', 'waiting', 'waiting'],
    ],
    [
      'waits for a Kustomization that is not there yet',
      { appliers: [station({ holds: 'unknown', health: 'missing' })] },
      ['done', 'waiting', 'waiting'],
    ],
    [
      'is stuck at a Kustomization that fails',
      { appliers: [station({ holds: 'no', health: 'failed' })] },
      ['done', 'stuck', 'waiting'],
    ],
    [
      'is stuck below a suspended ancestor',
      { appliers: [late], suspendedAncestors: ['Kustomization flux/apps'] },
      ['done', 'stuck', 'waiting'],
    ],
    [
      'has passed an ancestor that was suspended afterwards',
      { suspendedAncestors: ['Kustomization flux/apps'] },
      ['done', 'done', 'done'],
    ],
    [
      'was fetched when it is applied, whatever its source has now',
      { sources: [source({ holds: 'unknown', health: 'unknown' })] },
      ['done', 'done', 'done'],
    ],
    [
      'is unknown where a revision can not be placed',
      { appliers: [station({ holds: 'unknown' })] },
      ['done', 'unknown', 'waiting'],
    ],
    [
      'waits for a release that is installed',
      { releases: [release('working')] },
      ['done', 'done', 'waiting'],
    ],
    [
      'is stuck at a release that fails',
      { releases: [release('failed')] },
      ['done', 'done', 'stuck'],
    ],
    [
      'never calls ready what is unknown',
      { releases: [release('unknown')] },
      ['done', 'done', 'unknown'],
    ],
    [
      'goes nowhere when no Kustomization applies its files',
      { appliers: [], sources: [] },
      ['none', 'none', 'none'],
    ],
    [
      'is unknown while the cluster is not seen',
      { blind: 'The cluster does not answer.' },
      ['unknown', 'unknown', 'unknown'],
    ],
    [
      'is unknown when nothing is known of its source and it is behind',
      { sources: [], appliers: [late] },
      ['unknown', 'waiting', 'waiting'],
    ],
  ])('%s', (_what, overrides, expected) => {
    expect(states(overrides)).toEqual(['done', ...expected]);
  });

  it('says when it was merged', () => {
    expect(deriveLegs(way())[0]).toEqual({
      leg: 'merged',
      state: 'done',
      at: '2026-11-21T10:00:00.000Z',
    });
  });

  describe('the times', () => {
    const FETCHED = '2026-11-21T10:00:05Z';
    const FIRST = '2026-11-21T10:00:08Z';
    const LAST = '2026-11-21T10:00:09Z';
    const READY = '2026-11-21T10:00:40.000Z';
    const timed = (overrides: Partial<ChangeWay> = {}): Partial<ChangeWay> => ({
      sources: [source({ heldSince: FETCHED })],
      appliers: [station({ heldSince: LAST }), station({ heldSince: FIRST })],
      ...overrides,
    });
    const ready = (readySince?: string) => ({
      ...release('ready'),
      readySince,
    });

    it.each<[string, Partial<ChangeWay>, (string | undefined)[]]>([
      ['are those of the last on each leg', timed(), [FETCHED, LAST, LAST]],
      [
        'end with the last release that became ready',
        timed({ releases: [ready(READY)] }),
        [FETCHED, LAST, READY],
      ],
      [
        'are not told where one of several is not known',
        timed({
          sources: [source()],
          appliers: [station({ heldSince: FIRST }), station()],
        }),
        [undefined, undefined, undefined],
      ],
      [
        'do not take a release that was ready before for one that became so',
        timed({ releases: [ready('2026-11-20T08:00:00.000Z')] }),
        [FETCHED, LAST, undefined],
      ],
      [
        'do not guess of a release that does not say since when',
        timed({ releases: [ready(READY), ready()] }),
        [FETCHED, LAST, undefined],
      ],
      [
        'are told of legs that are done only',
        timed({ releases: [{ ...release('failed'), readySince: READY }] }),
        [FETCHED, LAST, undefined],
      ],
      [
        'are not told while one is behind',
        timed({ appliers: [station({ heldSince: FIRST }), late] }),
        [FETCHED, undefined, undefined],
      ],
    ])('%s', (_what, overrides, expected) => {
      const [, ...legs] = deriveLegs(way(overrides));
      expect(legs.map(leg => leg.at)).toEqual(expected);
    });
  });

  it.each<[Partial<ChangeWay>, RegExp]>([
    [{ appliers: [late] }, /media\/sonarr is at an earlier commit/],
    [
      {
        appliers: [
          station({ holds: 'no', health: 'working', message: 'Building' }),
        ],
      },
      /media\/sonarr is at an earlier commit: Building/,
    ],
    [{ releases: [release('failed')] }, /sonarr: install retries exhausted/],
    [
      { appliers: [late], suspendedAncestors: ['Kustomization flux/apps'] },
      /flux\/apps is suspended.*resumed/,
    ],
  ])('names what it waits for', (overrides, expected) => {
    expect(reasons(overrides)).toEqual([expect.stringMatching(expected)]);
  });
});
