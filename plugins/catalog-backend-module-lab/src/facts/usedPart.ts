import type { KubeObject } from '@homestage/backstage-plugin-lab-common';
import type { LabKind } from './LabFacts';

type Fields = Pick<KubeObject, 'spec' | 'status'>;

/** What entities are made from besides name and labels. */
const FIELDS: Readonly<Record<LabKind, (object: KubeObject) => Fields>> = {
  namespaces: () => ({}),
  nodes: ({ status }) => ({ status: pick(status, ['addresses']) }),
  kustomizations: ({ spec, status }) => ({
    spec: pick(spec, ['targetNamespace']),
    status: pick(status, ['inventory']),
  }),
  helmReleases: ({ spec }) => ({
    spec: pick(spec, ['targetNamespace', 'releaseName']),
  }),
  virtualMachines: () => ({}),
  virtualMachineInstances: ({ status }) => ({
    status: pick(status, ['nodeName']),
  }),
};

/**
 * The part of an object of a cluster that entities are made from. Nothing else
 * of it can be used, and so no other change of it has to be looked at: most are
 * controllers writing how far they are.
 */
export function usedPart(object: KubeObject, kind: LabKind): KubeObject {
  const { apiVersion, metadata } = object;
  const { name, namespace, labels } = metadata;
  return {
    apiVersion,
    kind: object.kind,
    metadata: { name, namespace, labels },
    ...FIELDS[kind](object),
  };
}

function pick(
  record: Readonly<Record<string, unknown>> | undefined,
  names: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(names.map(name => [name, record?.[name]]));
}
