import {
  fieldsOf,
  listOf,
  textOf,
  type Fields,
  type KubeObject,
} from '@homestage/backstage-plugin-lab-common';
import type { FluxRef } from '../contract/row';
import { fluxKind, type FluxKind } from '../kinds/fluxKinds';

type SourceReader = (spec: Fields, ref: FluxRef, status: Fields) => unknown;

const fromSourceRef: SourceReader = spec => spec.sourceRef;

/** Where each kind says what it is made from; a reference without a kind gets the one named here. */
const SOURCE_READERS: Readonly<
  Record<string, { read: SourceReader; kind?: string }>
> = {
  Kustomization: { read: fromSourceRef },
  HelmRelease: { read: readChart, kind: 'HelmChart' },
  HelmChart: { read: fromSourceRef },
  ExternalArtifact: { read: fromSourceRef },
  ArtifactGenerator: { read: spec => listOf(spec.sources)[0] },
  Alert: { read: spec => spec.providerRef, kind: 'Provider' },
  ImagePolicy: {
    read: spec => spec.imageRepositoryRef,
    kind: 'ImageRepository',
  },
  ImageUpdateAutomation: { read: fromSourceRef, kind: 'GitRepository' },
  Terraform: { read: fromSourceRef },
};

/** What the object is made from; undefined where it names nothing the portal knows. */
export function readSource(
  object: KubeObject,
  ref: FluxRef,
): FluxRef | undefined {
  const reader = SOURCE_READERS[ref.kind];
  const found = fieldsOf(
    reader?.read(fieldsOf(object.spec), ref, fieldsOf(object.status)),
  );
  return readRef(found, { ...ref, kind: reader?.kind ?? '' });
}

/** The objects it waits for. An entry without a kind means its own kind. */
export function readDependsOn(
  object: KubeObject,
  ref: FluxRef,
): readonly FluxRef[] {
  return listOf(fieldsOf(object.spec).dependsOn).flatMap(
    entry => readRef(entry, ref) ?? [],
  );
}

/** Labels that name the owner, in the order in which `flux trace` looks at them. */
const OWNER_LABELS: ReadonlyArray<readonly [kind: string, prefix: string]> = [
  ['Kustomization', 'kustomize.toolkit.fluxcd.io'],
  ['HelmRelease', 'helm.toolkit.fluxcd.io'],
  ['ResourceSet', 'resourceset.fluxcd.controlplane.io'],
  ['FluxInstance', 'fluxcd.controlplane.io'],
];

/** Who applied the object, from the labels the controllers write; never the object itself. */
export function readParent(
  object: KubeObject,
  ref: FluxRef,
): FluxRef | undefined {
  const labels = fieldsOf(fieldsOf(object.metadata).labels);
  for (const [kind, prefix] of OWNER_LABELS) {
    const name = textOf(labels[`${prefix}/name`]);
    const namespace = textOf(labels[`${prefix}/namespace`]);
    const isSelf =
      kind === ref.kind && name === ref.name && namespace === ref.namespace;
    if (name && namespace && !isSelf) {
      return { cluster: ref.cluster, kind, namespace, name };
    }
  }
  return undefined;
}

/** Whether somebody told Flux to leave the object alone. */
export function readSuspended(object: KubeObject, kind: FluxKind): boolean {
  if (kind.suspendedBy === 'annotation') {
    const annotations = fieldsOf(fieldsOf(object.metadata).annotations);
    return annotations['fluxcd.controlplane.io/reconcile'] === 'disabled';
  }
  return fieldsOf(object.spec).suspend === true;
}

/** `chartRef`, else the HelmChart that helm-controller makes from `chart`. */
function readChart(spec: Fields, ref: FluxRef, status: Fields): unknown {
  if (spec.chartRef) {
    return spec.chartRef;
  }
  const [namespace, name] = textOf(status.helmChart)?.split('/') ?? [];
  if (namespace && name) {
    return { namespace, name };
  }
  const chart = fieldsOf(fieldsOf(spec.chart).spec);
  return textOf(chart.chart)
    ? {
        namespace: fieldsOf(chart.sourceRef).namespace,
        name: `${ref.namespace}-${ref.name}`,
      }
    : undefined;
}

function readRef(found: Fields, fallback: FluxRef): FluxRef | undefined {
  const name = textOf(found.name);
  const kind = fluxKind(textOf(found.kind) ?? fallback.kind)?.kind;
  return name && kind
    ? {
        cluster: fallback.cluster,
        kind,
        namespace: textOf(found.namespace) ?? fallback.namespace,
        name,
      }
    : undefined;
}
