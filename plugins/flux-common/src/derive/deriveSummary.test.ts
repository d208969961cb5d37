import { fluxSummarySchema } from '../contract/summary';
import { judgeFlux } from '../judge/judgeFlux';
import {
  fixture,
  NOW,
  snapshots,
} from '../__testUtils__/__fixtures__/snapshots';
import { deriveSummary } from './deriveSummary';

const lab = fixture('lab.yaml');
const summary = (...args: Parameters<typeof snapshots>) =>
  fluxSummarySchema.parse(
    deriveSummary(judgeFlux(snapshots(...args), { now: NOW })),
  );

describe('deriveSummary', () => {
  it('says that a healthy lab is what Git says, and where its trees begin', () => {
    expect(summary(lab)).toMatchObject({
      appliers: { total: 3, asGitSays: 3, counts: { Ready: 3 } },
      all: { total: 5 },
      severity: 'ok',
      sentence: 'All 3 Kustomizations and HelmReleases are what Git says.',
      attention: [],
      blockers: [],
      roots: [{ name: 'cluster-apps' }],
      rootSources: [{ name: 'home-ops', revision: 'main@sha1:5ab1c2d3' }],
      oldestFactAt: '2026-11-20T12:00:00Z',
    });
  });

  it('counts what a suspended parent holds up, but not the parent itself', () => {
    const items = lab.map(object =>
      object.metadata.name === 'cluster-apps'
        ? { ...object, spec: { ...object.spec, suspend: true } }
        : object,
    );
    const found = summary(items);
    expect(found.sentence).toBe(
      '0 of 3 Kustomizations and HelmReleases are what Git says. 3 are held up: Kustomization flux-system/cluster-apps is suspended, so changes in Git stop there.',
    );
    expect(found.blockers).toMatchObject([
      {
        cause: { name: 'cluster-apps', status: 'Suspended' },
        blocks: [
          'Kustomization/media/jellyfin',
          'HelmRelease/media/jellyfin',
          'OCIRepository/media/jellyfin',
        ],
      },
    ]);
    // Neither what was suspended on purpose nor what it holds up.
    expect(found.attention).toEqual([]);
    expect(found.attentionTotal).toBe(0);
  });

  it('puts the worst first', () => {
    const items = lab.map(object =>
      object.kind === 'HelmRelease'
        ? {
            ...object,
            status: {
              conditions: [
                { type: 'Stalled', status: 'True', message: 'no more' },
              ],
            },
          }
        : object,
    );
    expect(summary(items).attention[0]).toMatchObject({
      kind: 'HelmRelease',
      status: 'Stalled',
    });
  });

  it('is unknown, and says why, when the cluster is silent', () => {
    expect(
      summary(lab, {
        state: {
          status: 'stale',
          message: 'No answer since 11:58.',
          asOf: '2026-11-20T11:58:00Z',
        },
      }),
    ).toMatchObject({
      severity: 'unknown',
      appliers: { asGitSays: 0 },
      sentence:
        '0 of 3 Kustomizations and HelmReleases are known to be what Git says. Not all is seen: 20 of 20 sources are not live.',
      attention: [],
      oldestFactAt: '2026-11-20T11:58:00Z',
    });
  });

  it('is unknown when nothing was ever seen', () => {
    expect(
      summary([], {
        state: { status: 'absent', asOf: undefined, message: 'Not served.' },
      }),
    ).toMatchObject({
      severity: 'unknown',
      sentence:
        'No Kustomization or HelmRelease was seen. Not all is seen: Not served.',
    });
  });
});
