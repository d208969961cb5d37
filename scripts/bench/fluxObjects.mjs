const KUSTOMIZATIONS =
  '/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/bench/kustomizations';
const HELM_RELEASES =
  '/apis/helm.toolkit.fluxcd.io/v2/namespaces/bench/helmreleases';

const REVISION = `main@sha1:${'0123456789abcdef'.repeat(3).slice(0, 40)}`;

/** A status of the size that real controllers write. */
function status(name, message) {
  const now = new Date().toISOString();
  return {
    observedGeneration: 1,
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'ReconciliationSucceeded',
        message,
        lastTransitionTime: now,
        observedGeneration: 1,
      },
    ],
    lastAppliedRevision: REVISION,
    lastAttemptedRevision: REVISION,
    inventory: {
      entries: Array.from({ length: 8 }, (_, i) => ({
        id: `bench_${name}-${i}_apps_Deployment`,
        v: 'v1',
      })),
    },
  };
}

// Suspended, so that the lab's controllers leave them alone.
function kustomization(name) {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: 'bench' },
    spec: {
      interval: '1h',
      path: `./bench/${name}`,
      prune: true,
      suspend: true,
      sourceRef: {
        kind: 'GitRepository',
        name: 'flux-system',
        namespace: 'flux-system',
      },
    },
  };
}

function helmRelease(name) {
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name, namespace: 'bench' },
    spec: {
      interval: '1h',
      suspend: true,
      chartRef: { kind: 'OCIRepository', name },
      values: { controllers: { [name]: { replicas: 1 } } },
    },
  };
}

async function inBatches(names, each) {
  const queue = [...names];
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let name = queue.pop(); name; name = queue.pop()) {
        await each(name);
      }
    }),
  );
}

/** Adds so many Kustomizations and as many HelmReleases, with a status each. */
export async function addFluxObjects(api, count) {
  await api.request('POST', '/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'bench' },
  });
  const names = Array.from({ length: count }, (_, i) => `bench-${i}`);
  await inBatches(names, async name => {
    for (const [path, object] of [
      [KUSTOMIZATIONS, kustomization(name)],
      [HELM_RELEASES, helmRelease(name)],
    ]) {
      await api.request('POST', path, object);
      await api.mergePatch(`${path}/${name}/status`, {
        // The list shows no message of what is fine; a suspended object
        // would show it.
        status: status(name, ''),
      });
    }
  });
}

/**
 * Gives one Kustomization a message of its own, which its row then shows: a
 * suspended object shows what it last said.
 */
export function say(api, name, message) {
  return api.mergePatch(`${KUSTOMIZATIONS}/${name}/status`, {
    status: status(name, message),
  });
}
