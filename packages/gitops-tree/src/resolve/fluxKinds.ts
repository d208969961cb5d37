import { groupOfApiVersion } from '../read/groupOfApiVersion';
import type { Manifest } from '../types';

const isKind = (group: string, kind: string) => (manifest: Manifest) =>
  manifest.kind === kind && groupOfApiVersion(manifest.apiVersion) === group;

/** True for Flux's Kustomization, not for kustomize's. */
export const isFluxKustomization = isKind(
  'kustomize.toolkit.fluxcd.io',
  'Kustomization',
);

export const isHelmRelease = isKind('helm.toolkit.fluxcd.io', 'HelmRelease');

export const isVirtualMachine = isKind('kubevirt.io', 'VirtualMachine');

/** True for kustomize's own files, which are never applied. */
export function isKustomizeConfig(manifest: Manifest): boolean {
  return groupOfApiVersion(manifest.apiVersion) === 'kustomize.config.k8s.io';
}

export const isNamespace = isKind('', 'Namespace');
export const isSecret = isKind('', 'Secret');
