import {
  ObjectStore,
  StoredObject,
  StoredRef,
} from '../../kubernetes/ObjectStore';
import { ReconcileFailure } from '../kustomize/ReconcileFailure';
import { conditionOf } from '../runtime/conditions';

const GROUP = 'source.toolkit.fluxcd.io';

/** A chart that is there to be installed. @public */
export interface ResolvedChart {
  name: string;
  /** Without a digest, as the chart itself says it. */
  version: string;
  /** As Flux writes it: with the start of the digest, for a chart from an OCIRepository. */
  fullVersion: string;
  /** Unset for a chart that is not from an OCIRepository. */
  digest?: string;
  /** Source of the chart, for `status.helmChart` when it is a HelmChart. */
  source: StoredRef;
}

function helmChartRef(release: StoredObject): StoredRef {
  const { metadata, spec } = release;
  const { sourceRef = {} } = spec.chart.spec;
  return {
    group: GROUP,
    kind: 'HelmChart',
    namespace: sourceRef.namespace ?? metadata.namespace,
    name: `${metadata.namespace}-${metadata.name}`,
  };
}

/** Which object of the source API holds the chart of a release; undefined when it names none. @public */
export function chartSourceRef(release: StoredObject): StoredRef | undefined {
  const { chartRef, chart } = release.spec ?? {};
  if (chartRef) {
    return {
      group: GROUP,
      kind: chartRef.kind,
      namespace: chartRef.namespace ?? release.metadata.namespace,
      name: chartRef.name,
    };
  }
  return chart?.spec ? helmChartRef(release) : undefined;
}

/** Makes the HelmChart that a release with `spec.chart` asks for. */
function ensureHelmChart(store: ObjectStore, release: StoredObject): void {
  const { group: _group, kind: _kind, ...metadata } = helmChartRef(release);
  const template = release.spec.chart.spec;
  store.apply(
    {
      apiVersion: `${GROUP}/v1`,
      kind: 'HelmChart',
      metadata: {
        ...metadata,
        labels: {
          'helm.toolkit.fluxcd.io/name': release.metadata.name,
          'helm.toolkit.fluxcd.io/namespace': release.metadata.namespace ?? '',
        },
      },
      spec: {
        chart: template.chart,
        version: template.version ?? '*',
        sourceRef: {
          kind: template.sourceRef?.kind,
          name: template.sourceRef?.name,
        },
        interval: template.interval ?? release.spec.interval,
        reconcileStrategy: template.reconcileStrategy ?? 'ChartVersion',
      },
    },
    { fieldManager: 'helm-controller' },
  );
}

function chartName(source: StoredObject): string {
  return source.kind === 'HelmChart'
    ? source.spec?.chart ?? ''
    : String(source.spec?.url ?? '')
        .split('/')
        .at(-1) ?? '';
}

/**
 * The chart of a release, once its source has it.
 *
 * @throws ReconcileFailure while the source is missing or not ready
 * @public
 */
export function resolveChart(
  store: ObjectStore,
  release: StoredObject,
): ResolvedChart {
  const ref = chartSourceRef(release);
  if (!ref) {
    throw new ReconcileFailure(
      'SpecError',
      'spec names neither a chart nor a chartRef',
    );
  }
  if (!release.spec?.chartRef) ensureHelmChart(store, release);
  const source = store.get(ref);
  const label = `${ref.kind} '${ref.namespace}/${ref.name}'`;
  if (!source) {
    throw new ReconcileFailure(
      'SourceNotReady',
      `could not get Source object: ${label} not found`,
    );
  }
  const ready = conditionOf(source, 'Ready');
  const artifact = source.status?.artifact;
  if (ready?.status !== 'True' || !artifact) {
    const why = ready?.message ?? 'it has not been reconciled yet';
    throw new ReconcileFailure(
      'SourceNotReady',
      `${label} is not ready: ${why}`,
    );
  }
  const [version, digest] = String(artifact.revision).split('@');
  return {
    name: chartName(source),
    version: version.replace(/^v/, ''),
    fullVersion: digest
      ? `${version}+${digest.replace('sha256:', '').slice(0, 12)}`
      : version,
    ...(digest ? { digest } : {}),
    source: ref,
  };
}
