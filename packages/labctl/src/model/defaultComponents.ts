import type { ParsedLab } from './schema/labSchema';

/**
 * What a lab begins with when `components` is not written: the apps of the
 * cluster template. What these need, and what a condition chooses, is added later.
 */
export function defaultComponents(lab: ParsedLab): string[] {
  const { gitops, kubernetes, secrets, gateways, ingress } = lab;
  return [
    'cert-manager',
    ...(kubernetes.cni === 'cilium' ? ['cilium'] : []),
    ...(gitops.engine === 'argocd' ? ['argocd'] : []),
    ...(gitops.engine === 'flux' ? ['flux-operator'] : []),
    ...(secrets.provider === 'sops' ? [] : ['external-secrets']),
    ...(gateways.dns ? ['k8s-gateway'] : []),
    ...(ingress.controller === 'cilium' ? [] : [ingress.controller]),
    'coredns',
    'metrics-server',
    'reloader',
  ].sort();
}
