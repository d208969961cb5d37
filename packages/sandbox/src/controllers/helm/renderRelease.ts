import { ObjectStore, StoredObject } from '../../kubernetes/ObjectStore';
import { Chart, ChartError, ChartValues } from '../charts/Chart';
import { ReconcileFailure } from '../kustomize/ReconcileFailure';
import { groupOf } from '../runtime/refOf';
import { ResolvedChart } from './chartSource';

/** Name and namespace under which Helm knows a HelmRelease. @public */
export function helmRelease(object: StoredObject): {
  name: string;
  namespace: string;
} {
  const { releaseName, targetNamespace } = object.spec ?? {};
  const { name, namespace = 'default' } = object.metadata;
  const prefixed = targetNamespace ? `${targetNamespace}-${name}` : name;
  return {
    name: releaseName ?? prefixed,
    namespace: targetNamespace ?? namespace,
  };
}

function owned(
  manifest: StoredObject,
  object: StoredObject,
  store: ObjectStore,
): StoredObject {
  const release = helmRelease(object);
  const type = store.typeOf(groupOf(manifest.apiVersion), manifest.kind);
  const { namespace = release.namespace, ...metadata } = manifest.metadata;
  return {
    ...manifest,
    metadata: {
      ...metadata,
      ...(type?.namespaced === false ? {} : { namespace }),
      labels: {
        ...metadata.labels,
        'helm.toolkit.fluxcd.io/name': object.metadata.name,
        'helm.toolkit.fluxcd.io/namespace': object.metadata.namespace ?? '',
      },
      annotations: {
        ...metadata.annotations,
        'meta.helm.sh/release-name': release.name,
        'meta.helm.sh/release-namespace': release.namespace,
      },
    },
  };
}

/**
 * The objects of a release, marked as its own.
 *
 * @throws ReconcileFailure with the reason given when the chart refuses the values
 * @public
 */
export function renderRelease(
  object: StoredObject,
  store: ObjectStore,
  options: {
    chart: Chart;
    resolved: ResolvedChart;
    values: ChartValues;
    failureReason: string;
  },
): StoredObject[] {
  const { chart, resolved, values, failureReason } = options;
  const release = helmRelease(object);
  try {
    return chart
      .render({ ...release, chartVersion: resolved.version, values })
      .map(manifest => owned(manifest, object, store));
  } catch (error) {
    if (!(error instanceof ChartError)) throw error;
    const action = failureReason === 'InstallFailed' ? 'install' : 'upgrade';
    throw new ReconcileFailure(
      failureReason,
      `Helm ${action} failed for release ${release.namespace}/${release.name} with chart ${resolved.name}@${resolved.fullVersion}: execution error: ${error.message}`,
    );
  }
}
