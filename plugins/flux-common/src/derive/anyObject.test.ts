import type { KubeObject } from '@homestage/backstage-plugin-lab-common';
import fc from 'fast-check';
import { fluxDetailSchema } from '../contract/detail';
import { fluxRowSchema } from '../contract/row';
import { fluxSummarySchema } from '../contract/summary';
import { treeNodeSchema } from '../contract/tree';
import { FLUX_KINDS } from '../kinds/fluxKinds';
import { judgeFlux } from '../judge/judgeFlux';
import { lookupAmong } from '../__testUtils__/__fixtures__/lookup';
import {
  fixture,
  NOW,
  snapshots,
} from '../__testUtils__/__fixtures__/snapshots';
import { deriveDetail } from './deriveDetail';
import { deriveInventoryTree } from './deriveInventoryTree';
import { deriveRows } from './deriveRows';
import { deriveSummary } from './deriveSummary';

const names = fc.constantFrom('a', 'b', 'jellyfin', 'cluster-apps', '');
const junk = fc.oneof(
  fc.constantFrom(null, undefined, '', 0, -1, true, 'True', 'x/y', '1h'),
  fc.jsonValue({ maxDepth: 2 }),
);
const maybe = (arbitrary: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 3, arbitrary }, { weight: 1, arbitrary: junk });

const condition = fc.record(
  {
    type: maybe(
      fc.constantFrom(
        'Ready',
        'Reconciling',
        'Stalled',
        'Remediated',
        'Drifted',
        'Released',
      ),
    ),
    status: maybe(fc.constantFrom('True', 'False', 'Unknown', 'Maybe')),
    reason: maybe(
      fc.constantFrom(
        'DependencyNotReady',
        'ProgressingWithRetry',
        'RollbackSucceeded',
        'constructor',
        '__proto__',
      ),
    ),
    message: maybe(fc.string()),
    lastTransitionTime: maybe(
      fc.constantFrom('2026-11-20T10:00:00Z', 'yesterday'),
    ),
  },
  { requiredKeys: [] },
);

const object = fc
  .record({
    kind: fc.constantFrom(...FLUX_KINDS),
    name: names,
    namespace: maybe(names),
    labels: maybe(
      fc.record({
        'kustomize.toolkit.fluxcd.io/name': maybe(names),
        'kustomize.toolkit.fluxcd.io/namespace': maybe(names),
      }),
    ),
    spec: maybe(
      fc.record(
        {
          suspend: maybe(fc.boolean()),
          interval: maybe(fc.constant('1h')),
          sourceRef: maybe(
            fc.record({
              kind: maybe(fc.constantFrom('GitRepository', 'Nonsense')),
              name: maybe(names),
            }),
          ),
          chartRef: maybe(
            fc.record({
              kind: maybe(fc.constant('OCIRepository')),
              name: maybe(names),
            }),
          ),
          dependsOn: maybe(fc.array(maybe(fc.record({ name: maybe(names) })))),
        },
        { requiredKeys: [] },
      ),
    ),
    status: maybe(
      fc.record(
        {
          conditions: maybe(fc.array(maybe(condition))),
          history: maybe(
            fc.array(
              maybe(
                fc.record({
                  status: junk,
                  lastReconciled: junk,
                  chartVersion: junk,
                }),
              ),
            ),
          ),
          artifact: maybe(fc.record({ revision: junk, lastUpdateTime: junk })),
          inventory: maybe(
            fc.record({
              entries: maybe(
                fc.array(
                  maybe(
                    fc.record({
                      id: maybe(
                        fc.constantFrom(
                          'a_b__Secret',
                          'a_b_kustomize.toolkit.fluxcd.io_Kustomization',
                          '_',
                        ),
                      ),
                    }),
                  ),
                ),
              ),
            }),
          ),
          observedGeneration: junk,
          lastAppliedRevision: junk,
        },
        { requiredKeys: [] },
      ),
    ),
  })
  .map(
    ({ kind: { kind, group }, name, namespace, labels, spec, status }) =>
      // What a cluster returns is input: the cast is the point of this test.
      ({
        apiVersion: `${group}/v1`,
        kind,
        metadata: { name, namespace, labels },
        spec,
        status,
      } as KubeObject),
  );

describe('any object a cluster may return', () => {
  it('makes one row, one detail and one tree that keep the contract, and never throws', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(object, {
          maxLength: 6,
          selector: ({ kind, metadata }) =>
            `${kind}/${String(metadata.namespace)}/${metadata.name}`,
        }),
        items => {
          const model = judgeFlux(
            snapshots([...fixture('lab.yaml').slice(0, 1), ...items]),
            { now: NOW },
          );
          const rows = deriveRows(model);
          expect(rows.length).toBeGreaterThan(0);
          rows.forEach(row => fluxRowSchema.parse(row));
          fluxSummarySchema.parse(deriveSummary(model));
          for (const { facts } of model.judged.values()) {
            fluxDetailSchema.parse(
              deriveDetail(model, facts.ref, { events: items }),
            );
            treeNodeSchema.parse(
              deriveInventoryTree(model, facts.ref, {
                lookup: lookupAmong([]),
                now: NOW,
              }),
            );
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is never green without a true Ready condition, unless its kind has no status', () => {
    fc.assert(
      fc.property(object, item => {
        const model = judgeFlux(snapshots([item]), { now: NOW });
        for (const { facts, status } of model.judged.values()) {
          const isReady = facts.conditions.some(
            ({ type, status: word }) => type === 'Ready' && word === 'True',
          );
          expect(
            status === 'Ready'
              ? isReady ||
                  Boolean(facts.kind.isStatic) ||
                  facts.kind.kind === 'HelmRepository'
              : true,
          ).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
