import type { Containment } from '@homestage/backstage-plugin-gitops-common';
import { gitRepository, kustomization } from '../__testUtils__/fluxObjects';
import { appliedSince, fetchedSince } from './heldSince';

const OLD = 'a'.repeat(40);
const MERGE = 'b'.repeat(40);
const NEXT = 'c'.repeat(40);
const STRANGE = 'd'.repeat(40);

const MERGED_AT = '2026-11-21T10:00:00Z';
const BEFORE = '2026-11-21T09:00:00Z';
const SOON = '2026-11-21T10:00:10Z';
const LATER = '2026-11-21T11:00:00Z';

const HOLDS: Readonly<Record<string, Containment>> = {
  [OLD]: 'no',
  [MERGE]: 'yes',
  [NEXT]: 'yes',
};

const entry = (
  commit: string,
  firstReconciled: string,
  lastReconciled = LATER,
) => ({
  firstReconciled,
  lastReconciled,
  lastReconciledStatus: 'ReconciliationSucceeded',
  metadata: { revision: `main@sha1:${commit}` },
});

const applied = (...history: object[]) =>
  appliedSince(
    kustomization(['media', 'sonarr'], NEXT, { status: { history } }),
    {
      mergeCommit: MERGE,
      mergedAt: MERGED_AT,
      holds: async ({ commit }) => HOLDS[commit] ?? 'unknown',
    },
  );

describe('fetchedSince', () => {
  const fetched = (commit: string) =>
    fetchedSince(
      gitRepository(commit, {
        status: {
          artifact: { revision: `main@sha1:${commit}`, lastUpdateTime: SOON },
        },
      }),
      MERGE,
    );

  it('knows it of the very commit, and of no later one', () => {
    expect(fetched(MERGE)).toBe(SOON);
    expect(fetched(NEXT)).toBeUndefined();
  });
});

describe('appliedSince', () => {
  it.each<[string, object[], string | undefined]>([
    ['nothing of no history', [], undefined],
    ['its only entry', [entry(MERGE, SOON)], SOON],
    [
      'its entry, although it was reconciled at later commits since',
      [entry(NEXT, SOON), entry(OLD, BEFORE, BEFORE)],
      SOON,
    ],
    [
      'the first of those since the merge',
      [entry(NEXT, LATER), entry(MERGE, SOON)],
      SOON,
    ],
    [
      'nothing of manifests that were there before',
      [entry(NEXT, BEFORE)],
      undefined,
    ],
    [
      'a later one than that which came since and is behind',
      [entry(NEXT, LATER), entry(OLD, SOON)],
      LATER,
    ],
    [
      'nothing where the first can not be placed',
      [entry(NEXT, LATER), entry(STRANGE, SOON)],
      undefined,
    ],
    [
      'no failure',
      [
        entry(MERGE, LATER),
        { ...entry(MERGE, SOON), lastReconciledStatus: 'HealthCheckFailed' },
      ],
      LATER,
    ],
    [
      'nothing of a history that may have dropped it',
      [1, 2, 3, 4, 5].map(minute =>
        entry(NEXT, `2026-11-21T11:0${minute}:00Z`),
      ),
      undefined,
    ],
    [
      'one of a full history that goes back to before the merge',
      [
        ...[1, 2, 3].map(minute => entry(NEXT, `2026-11-21T11:0${minute}:00Z`)),
        entry(MERGE, SOON),
        entry(OLD, BEFORE, BEFORE),
      ],
      SOON,
    ],
    [
      'nothing of an entry without a revision',
      [{ ...entry(MERGE, SOON), metadata: {} }],
      undefined,
    ],
  ])('takes %s', async (_what, history, expected) => {
    await expect(applied(...history)).resolves.toBe(expected);
  });
});
