import { readFileSync } from 'fs';
import { join } from 'path';
import { judgeFlux } from '../judge/judgeFlux';
import { FLUX_STATUSES } from '../status/fluxStatus';
import {
  fixture,
  NOW,
  snapshots,
} from '../__testUtils__/__fixtures__/snapshots';
import { explainStatus } from './explainStatus';
import { explainReason, REASONS, RUNBOOK_PAGE } from './reasons';

const RUNBOOK = readFileSync(
  join(__dirname, '../../../../infra/docs', `${RUNBOOK_PAGE}.md`),
  'utf8',
);

/** Anchors as mkdocs makes them from headings. */
const anchors = new Set(
  [...RUNBOOK.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, '')
      .trim()
      .replace(/ +/g, '-'),
  ),
);

describe('explanations', () => {
  it.each(Object.keys(REASONS))(
    '%s points to a heading that the runbook has',
    reason => {
      const { runbook, meaning } = explainReason(reason)!;
      expect(meaning).toMatch(/\.$/);
      expect(runbook === undefined || anchors.has(runbook.anchor)).toBe(true);
    },
  );

  it.each(FLUX_STATUSES)(
    'of %s point to a heading that the runbook has',
    status => {
      const [judged] = judgeFlux(snapshots(fixture('lab.yaml')), {
        now: NOW,
      }).judged.values();
      const { runbook } = explainStatus({ ...judged, status });
      expect(runbook === undefined || anchors.has(runbook.anchor)).toBe(true);
    },
  );

  it.each([undefined, '', 'NobodyKnows', 'constructor'])(
    'do not guess at %p',
    reason => {
      expect(explainReason(reason)).toBeUndefined();
    },
  );
});
