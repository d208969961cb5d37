/** Manifests that the rules of several subjects look at. */
export const gateway = (name: string, address: string) => `
  apiVersion: gateway.networking.k8s.io/v1
  kind: Gateway
  metadata: { name: ${name}, namespace: network }
  spec: { gatewayClassName: envoy, addresses: [{ value: ${address} }] }
`;

export const SOURCE = `
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: OCIRepository
  metadata: { name: app-template, namespace: home }
  spec: { url: oci://registry.example/app-template, ref: { tag: 5.1.0 } }
`;

export const release = (values: string) => `
  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: { name: notes, namespace: home }
  spec:
    chartRef: { kind: OCIRepository, name: app-template }
    values:
      ${values}
`;

export const deployment = (pod: string) => `
  apiVersion: apps/v1
  kind: Deployment
  metadata: { name: notes, namespace: home }
  spec:
    template:
      spec: ${pod}
`;
