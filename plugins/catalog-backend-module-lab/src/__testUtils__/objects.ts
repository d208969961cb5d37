import type { KubeObject } from '@homestage/backstage-plugin-lab-common';

type Rest = Record<string, unknown>;

export function node(name: string, rest: Rest = {}): KubeObject {
  return { apiVersion: 'v1', kind: 'Node', metadata: { name }, ...rest };
}

export function namespace(name: string): KubeObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

export function helmRelease(
  place: string,
  name: string,
  options: { labels?: Record<string, string>; spec?: Rest } = {},
): KubeObject {
  const { labels, spec } = options;
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name, namespace: place, labels },
    spec,
  };
}

export function kustomization(
  place: string,
  name: string,
  inventory: readonly string[] = [],
): KubeObject {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: place },
    status: { inventory: { entries: inventory.map(id => ({ id, v: 'v1' })) } },
  };
}

export function virtualMachine(place: string, name: string): KubeObject {
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name, namespace: place },
  };
}

export function virtualMachineInstance(
  place: string,
  name: string,
  nodeName: string,
): KubeObject {
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstance',
    metadata: { name, namespace: place },
    status: { nodeName },
  };
}
