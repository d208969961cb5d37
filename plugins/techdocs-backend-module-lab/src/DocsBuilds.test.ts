import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { DocsBuilds } from './DocsBuilds';

const MINUTE_MS = 60_000;

function site(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: { 'backstage.io/techdocs-ref': 'dir:.' },
    },
  };
}

const withoutDocs: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'bare', namespace: 'default' },
};

/** Builds whose docs fail with the reason in `reasons`, at a time that stands still. */
function builds(...entities: Entity[]) {
  const logger = mockServices.logger.mock();
  const built: string[] = [];
  const reasons = new Map<string, string>();
  const clock = { nowMs: 0 };
  const subject = new DocsBuilds({
    catalog: catalogServiceMock({ entities }),
    auth: mockServices.auth(),
    logger,
    now: () => clock.nowMs,
    build: async entityRef => {
      built.push(entityRef);
      const reason = reasons.get(entityRef);
      if (reason) {
        throw new Error(reason);
      }
      return true;
    },
  });
  return {
    built,
    reasons,
    clock,
    warnings: () => logger.warn.mock.calls.map(([, fields]) => fields),
    round: (signal = new AbortController().signal) => subject.round(signal),
  };
}

describe('DocsBuilds', () => {
  it('asks for the docs of entities that have some of their own', async () => {
    const { built, round } = builds(site('one'), withoutDocs, site('two'));
    await round();
    expect(built).toEqual(['component:default/one', 'component:default/two']);
  });

  it('builds the others when one cannot be built, and tries that later and later', async () => {
    const { built, reasons, clock, round } = builds(site('bad'), site('good'));
    reasons.set('component:default/bad', 'mkdocs: no such theme');
    const attemptsAtMinute: number[] = [];
    for (let minute = 0; minute <= 120; minute += 1) {
      clock.nowMs = minute * MINUTE_MS;
      built.length = 0;
      await round();
      expect(built).toContain('component:default/good');
      if (built.includes('component:default/bad')) {
        attemptsAtMinute.push(minute);
      }
    }
    expect(attemptsAtMinute).toEqual([0, 1, 3, 7, 15, 31, 61, 91]);
  });

  it('says why once, and again when the reason is another', async () => {
    const { reasons, clock, round, warnings } = builds(site('bad'));
    for (const reason of ['no Python', 'no Python', 'no theme']) {
      reasons.set('component:default/bad', reason);
      await round();
      clock.nowMs += 60 * MINUTE_MS;
    }
    expect(warnings()).toEqual([
      { entityRef: 'component:default/bad', reason: 'Error: no Python' },
      { entityRef: 'component:default/bad', reason: 'Error: no theme' },
    ]);
  });

  it('tries at once in every round again after docs could be built', async () => {
    const { built, reasons, clock, round } = builds(site('one'));
    reasons.set('component:default/one', 'no network');
    await round();
    reasons.clear();
    clock.nowMs += MINUTE_MS;
    await round();
    await round();
    expect(built).toHaveLength(3);
  });

  it('stops between two entities when it is told to', async () => {
    const { built, round } = builds(site('one'));
    await round(AbortSignal.abort());
    expect(built).toEqual([]);
  });
});
