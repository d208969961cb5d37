import fc from 'fast-check';
import { NOW } from '../__fixtures__/kubeObjects';
import { clusterRows } from '../__testUtils__/statusRows/clusterRows';
import { customObjectRows } from '../__testUtils__/statusRows/customObjectRows';
import { deploymentRows } from '../__testUtils__/statusRows/deploymentRows';
import { everyKindRows } from '../__testUtils__/statusRows/everyKindRows';
import { pod, podRows, waiting } from '../__testUtils__/statusRows/podRows';
import { storageNetworkPolicyRows } from '../__testUtils__/statusRows/storageNetworkPolicyRows';
import { virtualMachineRows } from '../__testUtils__/statusRows/virtualMachineRows';
import { workloadRows } from '../__testUtils__/statusRows/workloadRows';
import type { StatusRow } from '../__testUtils__/statusRows/StatusRow';
import { SEVERITIES } from '../severity';
import type { KubeObject } from '../kubeObject';
import { objectStatus } from './objectStatus';

/** `Status severity Reason`, which is what the tables compare. */
function told(subject: KubeObject | undefined): string {
  const { status, severity, reason } = objectStatus(subject, { now: NOW });
  return [status, severity, reason].filter(Boolean).join(' ');
}

const TABLES: Record<string, StatusRow[]> = {
  'every kind': everyKindRows,
  'a custom object': customObjectRows,
  'a Pod': podRows,
  'a Deployment': deploymentRows,
  'other workloads': workloadRows,
  'storage, network and policy': storageNetworkPolicyRows,
  'the cluster itself': clusterRows,
  'a VirtualMachine': virtualMachineRows,
};

describe('objectStatus', () => {
  it('says NotFound, an error, for an object the cluster does not have', () => {
    expect(told(undefined)).toBe('NotFound error');
  });

  describe.each(Object.entries(TABLES))('%s', (_group, rows) => {
    it.each(rows)('%s', (_fact, subject, expected) => {
      expect(told(subject)).toBe(expected);
    });
  });

  it('tells the container, the restarts and the reason of a crash loop', () => {
    const crashing = pod({ phase: 'Running', ...waiting('CrashLoopBackOff') });
    expect(objectStatus(crashing, { now: NOW }).message).toBe(
      'Container main is in CrashLoopBackOff, 4 restarts',
    );
  });

  it('never throws and always gives a sentence, whatever an object holds', () => {
    const kinds = Object.values(TABLES)
      .flat()
      .map(([, { apiVersion, kind }]) => ({ apiVersion, kind }));
    const junk = fc.anything({ maxDepth: 3 });
    const fields = fc.dictionary(
      fc.constantFrom(
        'conditions',
        'phase',
        'observedGeneration',
        'replicas',
        'suspend',
        'generation',
        'deletionTimestamp',
        'finalizers',
        'containerStatuses',
        'parents',
        'health',
        'loadBalancer',
        'printableStatus',
        'lastScheduleTime',
        'startTime',
      ),
      fc.oneof(
        junk,
        fc.array(
          fc.dictionary(
            fc.constantFrom('type', 'status', 'state', 'reason'),
            junk,
          ),
        ),
      ),
    );
    const part = fc.oneof(fields, junk);
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        part,
        part,
        part,
        (kind, metadata, spec, status) => {
          const odd = {
            ...kind,
            metadata,
            spec,
            status,
          } as unknown as KubeObject;
          const result = objectStatus(odd, { now: NOW });
          expect(SEVERITIES).toContain(result.severity);
          expect(typeof result.message).toBe('string');
          expect(result.message).not.toBe('');
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is never green for an object that lost its status, where the kind has one', () => {
    for (const [fact, subject] of Object.values(TABLES).flat()) {
      const { status: _lost, ...rest } = subject;
      const wasGreen = objectStatus(subject, { now: NOW }).severity === 'ok';
      const isGreen =
        objectStatus(rest as KubeObject, { now: NOW }).severity === 'ok';
      const hasNothingToWaitFor = ['ConfigMap', 'Service'].includes(
        subject.kind,
      );
      expect([fact, wasGreen && isGreen && !hasNothingToWaitFor]).toEqual([
        fact,
        false,
      ]);
    }
  });
});
