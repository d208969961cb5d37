import { Chart, ChartRelease } from './Chart';

const labelsOf = ({ name }: ChartRelease) => ({
  'app.kubernetes.io/instance': name,
  'app.kubernetes.io/name': 'gateway-helm',
});

const objectLabelsOf = (release: ChartRelease) => ({
  ...labelsOf(release),
  'app.kubernetes.io/managed-by': 'Helm',
  'app.kubernetes.io/version': `v${release.chartVersion}`,
  'helm.sh/chart': `gateway-helm-${release.chartVersion}`,
});

const PORTS = { grpc: 18000, ratelimit: 18001, wasm: 18002, metrics: 19001 };

function deployment(release: ChartRelease) {
  const { replicas = 1, envoyGateway = {} } = release.values.deployment ?? {};
  const {
    repository = 'docker.io/envoyproxy/gateway',
    tag = `v${release.chartVersion}`,
  } = envoyGateway.image ?? {};
  return {
    replicas,
    selector: {
      matchLabels: { 'control-plane': 'envoy-gateway', ...labelsOf(release) },
    },
    template: {
      metadata: {
        labels: { 'control-plane': 'envoy-gateway', ...labelsOf(release) },
      },
      spec: {
        serviceAccountName: 'envoy-gateway',
        containers: [
          {
            name: 'envoy-gateway',
            image: `${repository}:${tag}`,
            args: ['server', '--config-path=/config/envoy-gateway.yaml'],
            ports: Object.entries(PORTS).map(([name, containerPort]) => ({
              name,
              containerPort,
            })),
            resources: envoyGateway.resources ?? {
              requests: { cpu: '100m', memory: '256Mi' },
            },
          },
        ],
      },
    },
  };
}

/**
 * Envoy Gateway's own chart, as far as the lab needs it: the controller. What it
 * makes of Gateways is the lab's gateway controller's work.
 * @public
 */
export const gatewayHelm: Chart = {
  name: 'gateway-helm',
  appVersion: 'latest',
  render(release) {
    const metadata = {
      name: 'envoy-gateway',
      namespace: release.namespace,
      labels: objectLabelsOf(release),
    };
    return [
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: {
          ...metadata,
          labels: { ...metadata.labels, 'control-plane': 'envoy-gateway' },
        },
        spec: {
          selector: { 'control-plane': 'envoy-gateway', ...labelsOf(release) },
          ports: Object.entries(PORTS).map(([name, port]) => ({
            name,
            port,
            targetPort: port,
          })),
        },
      },
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata,
        spec: deployment(release),
      },
    ];
  },
};
