import type { KubeObject } from '@homestage/backstage-plugin-lab-common';
import {
  NOW,
  fixture,
  objects,
  snapshots,
} from '../__testUtils__/__fixtures__/snapshots';
import { judge, ready } from '../__testUtils__/judge';
import { judgeFlux } from './judgeFlux';

describe('judgeFlux, the lab', () => {
  it('finds the healthy lab ready', () => {
    const model = judgeFlux(snapshots(fixture('lab.yaml')), { now: NOW });
    const words = [...model.judged.values()].map(
      ({ facts, status }) => `${facts.ref.kind}/${facts.ref.name} ${status}`,
    );
    expect(words).toEqual([
      'Kustomization/cluster-apps Ready',
      'Kustomization/jellyfin Ready',
      'HelmRelease/jellyfin Ready',
      'GitRepository/home-ops Ready',
      'OCIRepository/jellyfin Ready',
    ]);
  });

  it('does not read objects again that did not change', () => {
    const items = fixture('lab.yaml');
    const first = judgeFlux(snapshots(items), { now: NOW });
    const second = judgeFlux(snapshots(items), { now: NOW, previous: first });
    for (const [key, judged] of second.judged) {
      expect(judged.facts).toBe(first.judged.get(key)?.facts);
    }
  });

  it.each([
    'stale',
    'unreachable',
    'forbidden',
    'unauthenticated',
    'syncing',
  ] as const)(
    'shows nothing green from a source that is %s, and keeps what was known',
    status => {
      const model = judgeFlux(
        snapshots(fixture('lab.yaml'), {
          state: { status, message: 'No answer since 11:58' },
        }),
        { now: NOW },
      );
      for (const judged of model.judged.values()) {
        expect(judged).toMatchObject({
          status: 'Unknown',
          lastKnown: 'Ready',
          message: expect.stringMatching(/ on lab cannot be read now$/),
        });
      }
    },
  );
});

describe('judgeFlux, among others', () => {
  const lab = fixture('lab.yaml');
  const change = (
    key: string,
    edit: (object: any) => void,
    items: readonly KubeObject[] = lab,
  ) =>
    items.map(object => {
      if (`${object.kind}/${object.metadata.name}` !== key) {
        return object;
      }
      const copy = structuredClone(object);
      edit(copy);
      return copy;
    });
  const suspend = (object: any) => {
    object.spec.suspend = true;
  };
  const fail = (reason: string, message: string) => (object: any) => {
    object.status.conditions = [
      { type: 'Ready', status: 'False', reason, message },
    ];
  };

  it('blocks everything below a suspended parent, and names it as the root', () => {
    const row = judge(change('Kustomization/cluster-apps', suspend));
    expect(row('Kustomization/jellyfin')).toMatchObject({
      status: 'Blocked',
      blockedBy: 'Kustomization/flux-system/cluster-apps',
    });
    expect(row('HelmRelease/jellyfin')).toMatchObject({
      status: 'Blocked',
      blockedBy: 'Kustomization/flux-system/cluster-apps',
    });
    expect(row('Kustomization/cluster-apps').status).toBe('Suspended');
  });

  it('names the highest of two suspended ancestors: resuming the lower one would not do', () => {
    const items = change(
      'Kustomization/jellyfin',
      suspend,
      change('Kustomization/cluster-apps', suspend),
    );
    expect(judge(items)('HelmRelease/jellyfin').blockedBy).toBe(
      'Kustomization/flux-system/cluster-apps',
    );
  });

  it('blocks what is made from a source that fails, though it is ready', () => {
    const row = judge(
      change(
        'GitRepository/home-ops',
        fail('GitOperationFailed', 'connection refused'),
      ),
    );
    expect(row('Kustomization/jellyfin')).toMatchObject({
      status: 'Blocked',
      blockedBy: 'GitRepository/flux-system/home-ops',
      message: 'GitRepository flux-system/home-ops fails: connection refused',
    });
  });

  it('blocks what is made from a source that does not exist', () => {
    const row = judge(lab.filter(({ kind }) => kind !== 'OCIRepository'));
    expect(row('HelmRelease/jellyfin')).toMatchObject({
      status: 'Blocked',
      blockedBy: 'OCIRepository/media/jellyfin',
    });
  });

  it('does not call a source missing that it can not see', () => {
    const seen = snapshots(
      lab.filter(({ kind }) => kind !== 'OCIRepository'),
    ).map(snapshot =>
      snapshot.kind.kind === 'OCIRepository'
        ? {
            ...snapshot,
            state: { ...snapshot.state, status: 'forbidden' as const },
          }
        : snapshot,
    );
    const model = judgeFlux(seen, { now: NOW });
    expect(
      model.judged.get('lab/HelmRelease.helm.toolkit.fluxcd.io/media/jellyfin')
        ?.status,
    ).toBe('Ready');
  });

  it('follows unmet dependencies to the root that needs somebody', () => {
    const chain = objects(`
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: a, namespace: x, generation: 1 }
spec: { dependsOn: [{ name: b }, { name: slow }] }
status: { observedGeneration: 1, conditions: [{ type: Ready, status: 'False', reason: DependencyNotReady, message: "dependency 'x/b' is not ready" }] }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: b, namespace: x, generation: 1 }
spec: { dependsOn: [{ name: c, namespace: y }] }
status: { observedGeneration: 1, conditions: [{ type: Ready, status: 'False', reason: DependencyNotReady, message: "dependency 'y/c' is not ready" }] }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: c, namespace: y, generation: 1 }
status: { observedGeneration: 1, conditions: [{ type: Ready, status: 'False', reason: HealthCheckFailed, message: no pods }] }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: slow, namespace: x, generation: 1 }
status: { observedGeneration: 1, conditions: [{ type: Ready, status: Unknown, reason: Progressing }] }
`);
    const row = judge(chain)('Kustomization/a');
    expect(row).toMatchObject({
      status: 'Blocked',
      blockedBy: 'Kustomization/y/c',
    });
    expect(row.message).toContain('Kustomization y/c fails: no pods');
  });

  it('says so when dependencies run in a circle', () => {
    const one = (name: string, other: string) => `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: x, generation: 1 }
spec: { dependsOn: [{ name: ${other} }] }
status: { observedGeneration: 1, conditions: [{ type: Ready, status: 'False', reason: DependencyNotReady, message: waits }] }`;
    const row = judge(objects(`${one('a', 'b')}\n---\n${one('b', 'a')}`))(
      'Kustomization/a',
    );
    expect(row.message).toContain('circle');
  });

  it('takes labels that run in a circle', () => {
    const labels = (parent: string) =>
      `labels: { kustomize.toolkit.fluxcd.io/name: ${parent}, kustomize.toolkit.fluxcd.io/namespace: x }`;
    const items = objects(`
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: a, namespace: x, ${labels('b')} }
status: { conditions: [${ready}] }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: b, namespace: x, ${labels('a')} }
status: { conditions: [${ready}] }
`);
    expect(judge(items)('Kustomization/a').status).toBe('Ready');
  });

  it('is behind while a newer revision waits, and late when nobody takes it up', () => {
    const items = change('GitRepository/home-ops', object => {
      object.status.artifact.revision = `main@sha1:${'7'.repeat(40)}`;
      object.status.artifact.lastUpdateTime = '2026-11-20T11:59:50Z';
    });
    expect(judge(items)('Kustomization/jellyfin')).toMatchObject({
      status: 'Behind',
      message: 'Revision main@sha1:77777777 is fetched and not applied yet',
    });
    expect(judge(items, NOW + 3_600_000)('Kustomization/jellyfin').status).toBe(
      'Late',
    );
  });

  it('is behind when the chart was pushed again under the same version', () => {
    const items = change('OCIRepository/jellyfin', object => {
      object.status.artifact.revision = `5.1.0@sha256:${'b'.repeat(64)}`;
      object.status.artifact.lastUpdateTime = '2026-11-20T11:59:50Z';
    });
    expect(judge(items)('HelmRelease/jellyfin').status).toBe('Behind');
  });

  it('is late when it missed two intervals, to the millisecond that was foretold', () => {
    const model = judgeFlux(snapshots(lab), { now: NOW });
    const dueMs =
      Date.parse('2026-11-20T11:41:00Z') + 2 * 3_600_000 + 5 * 60_000 + 60_000;
    expect(model.validUntilMs).toBe(dueMs);
    expect(judge(lab, dueMs - 1)('Kustomization/cluster-apps').status).toBe(
      'Ready',
    );
    expect(judge(lab, dueMs)('Kustomization/cluster-apps').status).toBe('Late');
  });

  it('is late when a request to reconcile is not answered', () => {
    const items = change('HelmRelease/jellyfin', object => {
      object.metadata.annotations = {
        'reconcile.fluxcd.io/requestedAt': '2026-11-20T11:50:00.123456789Z',
      };
    });
    expect(judge(items)('HelmRelease/jellyfin').status).toBe('Late');
  });

  it('keeps a failure of its own, though an ancestor is suspended too', () => {
    const items = change(
      'HelmRelease/jellyfin',
      fail('UpgradeFailed', 'no'),
      change('Kustomization/cluster-apps', suspend),
    );
    expect(judge(items)('HelmRelease/jellyfin')).toMatchObject({
      status: 'Failed',
      blockedBy: 'Kustomization/flux-system/cluster-apps',
    });
  });
});
