import type { KubeObject } from '@homestage/backstage-plugin-lab-common';

/** Deep changes on top of a ready object. */
export interface Overrides {
  namespace?: string;
  labels?: Record<string, string>;
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
}

const COMMIT = '5ab1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9';

/** The revision that everything below is at. */
export const REVISION = `main@sha1:${COMMIT}`;

/** A Ready condition with the reason and the message that the controllers write. */
export function readyCondition(
  reason = 'ReconciliationSucceeded',
  message = `Applied revision: ${REVISION}`,
  status = 'True',
) {
  return {
    type: 'Ready',
    status,
    reason,
    message,
    observedGeneration: 1,
    lastTransitionTime: '2026-11-20T11:41:00Z',
  };
}

/** The labels of what a Kustomization applied. */
export function appliedBy(namespace: string, name: string) {
  return {
    'kustomize.toolkit.fluxcd.io/name': name,
    'kustomize.toolkit.fluxcd.io/namespace': namespace,
  };
}

/** A GitRepository that has fetched {@link REVISION}. */
export function gitRepository(name: string, overrides: Overrides = {}) {
  return build('source.toolkit.fluxcd.io/v1', 'GitRepository', name, {
    ...overrides,
    spec: {
      interval: '1h',
      url: 'https://git.example.org/lab/home-ops',
      ...overrides.spec,
    },
    status: {
      artifact: { revision: REVISION, lastUpdateTime: '2026-11-20T11:40:00Z' },
      ...overrides.status,
    },
  });
}

/** A Kustomization that has applied {@link REVISION} with the given inventory ids. */
export function kustomization(
  name: string,
  ids: readonly string[],
  overrides: Overrides = {},
) {
  return build('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', name, {
    ...overrides,
    spec: {
      interval: '1h',
      path: `./kubernetes/apps/${name}`,
      sourceRef: {
        kind: 'GitRepository',
        name: 'home-ops',
        namespace: 'flux-system',
      },
      ...overrides.spec,
    },
    status: {
      lastAppliedRevision: REVISION,
      inventory: { entries: ids.map(id => ({ id, v: 'v1' })) },
      ...overrides.status,
    },
  });
}

/** A HelmRelease that is deployed, with the given inventory ids. */
export function helmRelease(
  name: string,
  ids: readonly string[],
  overrides: Overrides = {},
) {
  return build('helm.toolkit.fluxcd.io/v2', 'HelmRelease', name, {
    ...overrides,
    status: {
      history: [{ version: 1, status: 'deployed', chartVersion: '5.1.0' }],
      inventory: { entries: ids.map(id => ({ id, v: 'v1' })) },
      ...overrides.status,
    },
  });
}

function build(
  apiVersion: string,
  kind: string,
  name: string,
  overrides: Overrides,
): KubeObject {
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace: overrides.namespace ?? 'flux-system',
      uid: `${kind}-${name}`,
      generation: 1,
      creationTimestamp: '2026-11-01T08:00:00Z',
      ...(overrides.labels ? { labels: overrides.labels } : {}),
    },
    spec: overrides.spec,
    status: {
      observedGeneration: 1,
      conditions: [readyCondition()],
      ...overrides.status,
    },
  };
}
