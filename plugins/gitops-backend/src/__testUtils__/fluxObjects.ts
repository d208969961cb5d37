import type { KubeObject } from '@homestage/backstage-plugin-lab-common';

const READY = {
  type: 'Ready',
  status: 'True',
  reason: 'Succeeded',
  observedGeneration: 1,
};

interface Overrides {
  readonly spec?: object;
  readonly status?: object;
}

function build(
  [apiVersion, kind]: [string, string],
  [namespace, name]: [string, string],
  { spec, status }: Overrides,
): KubeObject {
  return {
    apiVersion,
    kind,
    metadata: { namespace, name, generation: 1 },
    spec: { interval: '1h', ...spec },
    status: { observedGeneration: 1, conditions: [READY], ...status },
  };
}

const revision = (commit: string) => `main@sha1:${commit}`;

/** A source that has fetched a commit. */
export function gitRepository(
  commit: string,
  overrides: Overrides = {},
): KubeObject {
  return build(
    ['source.toolkit.fluxcd.io/v1', 'GitRepository'],
    ['flux-system', 'flux-system'],
    {
      ...overrides,
      status: { artifact: { revision: revision(commit) }, ...overrides.status },
    },
  );
}

/** A Kustomization that has applied a commit. */
export function kustomization(
  place: [string, string],
  commit: string,
  overrides: Overrides = {},
): KubeObject {
  return build(['kustomize.toolkit.fluxcd.io/v1', 'Kustomization'], place, {
    spec: {
      sourceRef: {
        kind: 'GitRepository',
        name: 'flux-system',
        namespace: 'flux-system',
      },
      ...overrides.spec,
    },
    status: { lastAppliedRevision: revision(commit), ...overrides.status },
  });
}

/** A HelmRelease that is installed. */
export function helmRelease(
  place: [string, string],
  overrides: Overrides = {},
): KubeObject {
  return build(['helm.toolkit.fluxcd.io/v2', 'HelmRelease'], place, overrides);
}

/** Conditions of something that its controller could not do. */
export const FAILED = {
  conditions: [
    {
      ...READY,
      status: 'False',
      reason: 'BuildFailed',
      message: 'the path does not exist',
    },
    {
      ...READY,
      type: 'Stalled',
      reason: 'BuildFailed',
      message: 'the path does not exist',
    },
  ],
};

/** Conditions of something that fails and is tried again. */
export const RETRYING = {
  conditions: [
    {
      ...READY,
      status: 'False',
      reason: 'BuildFailed',
      message: 'missing.yaml: no such file',
    },
    {
      ...READY,
      type: 'Reconciling',
      reason: 'ProgressingWithRetry',
      message: 'Building manifests with a timeout of 5m0s',
    },
  ],
};
