import { StoredObject } from '../../../kubernetes/ObjectStore';
import { ChartError, ChartRelease, ChartValues } from '../Chart';
import {
  enabledEntries,
  Entry,
  fullName,
  objectMeta,
  resourceName,
  selectorLabels,
} from './names';

function controllerOf(release: ChartRelease, service: Entry): string {
  const controllers = enabledEntries(release.values.controllers);
  const wanted = service.values.controller ?? controllers[0]?.id;
  const found = controllers.find(({ id }) => id === wanted);
  if (!found) {
    throw new ChartError(
      `No enabled controller found with this identifier. (service: '${service.id}', controller: '${wanted}')`,
    );
  }
  return found.id;
}

function servicePort({ id, values }: Entry) {
  return {
    name: id,
    port: values.port,
    targetPort: values.targetPort ?? values.port,
    protocol: ['HTTP', 'HTTPS', undefined].includes(values.protocol)
      ? 'TCP'
      : values.protocol,
    ...(values.nodePort ? { nodePort: values.nodePort } : {}),
  };
}

/** One Service for each of `service`. @throws ChartError @public */
export function serviceObjects(release: ChartRelease): StoredObject[] {
  const entries = enabledEntries(release.values.service);
  return entries.map(entry => {
    const { values } = entry;
    const name = resourceName(release, entry, entries);
    const meta = objectMeta(release, name, values);
    return {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        ...meta,
        labels: { ...meta.labels, 'app.kubernetes.io/service': name },
      },
      spec: {
        type: values.type ?? 'ClusterIP',
        ...(values.externalTrafficPolicy
          ? { externalTrafficPolicy: values.externalTrafficPolicy }
          : {}),
        ...(values.loadBalancerIP
          ? { loadBalancerIP: values.loadBalancerIP }
          : {}),
        ports: enabledEntries(values.ports).map(servicePort),
        selector: selectorLabels(release, controllerOf(release, entry)),
      },
    };
  });
}

interface Backend {
  name: string;
  port: number;
}

/** The service and port that a route or ingress means. */
function backendOf(
  release: ChartRelease,
  wanted: ChartValues = {},
): Backend | undefined {
  if (wanted.name) return { name: wanted.name, port: Number(wanted.port) };
  const services = enabledEntries(release.values.service);
  const service =
    services.find(({ id }) => id === wanted.identifier) ?? services[0];
  if (!service) return undefined;
  const ports = enabledEntries(service.values.ports);
  const port =
    ports.find(({ id }) => id === wanted.port) ??
    ports.find(({ values }) => values.primary) ??
    ports[0];
  const number =
    typeof wanted.port === 'number' ? wanted.port : port?.values.port;
  return {
    name: resourceName(release, service, services),
    port: Number(number),
  };
}

function routeRule(release: ChartRelease, rule: ChartValues) {
  const backends: ChartValues[] = rule.backendRefs ?? [{}];
  return {
    matches: rule.matches ?? [{ path: { type: 'PathPrefix', value: '/' } }],
    ...(rule.filters ? { filters: rule.filters } : {}),
    backendRefs: backends.flatMap(wanted => {
      const backend = backendOf(release, wanted);
      return backend
        ? [{ group: '', kind: 'Service', ...backend, weight: 1 }]
        : [];
    }),
  };
}

/** One route for each of `route`; HTTPRoute unless another kind is named. @public */
export function routeObjects(release: ChartRelease): StoredObject[] {
  const entries = enabledEntries(release.values.route);
  return entries.map(entry => {
    const {
      kind = 'HTTPRoute',
      parentRefs = [],
      hostnames = [],
      rules,
    } = entry.values;
    return {
      apiVersion: `gateway.networking.k8s.io/${
        kind === 'HTTPRoute' ? 'v1' : 'v1alpha2'
      }`,
      kind,
      metadata: objectMeta(
        release,
        resourceName(release, entry, entries),
        entry.values,
      ),
      spec: {
        parentRefs: (parentRefs as ChartValues[]).map(parent => ({
          group: 'gateway.networking.k8s.io',
          kind: 'Gateway',
          ...parent,
        })),
        ...(hostnames.length > 0 ? { hostnames } : {}),
        rules: ((rules ?? [{}]) as ChartValues[]).map(rule =>
          routeRule(release, rule),
        ),
      },
    };
  });
}

function ingressHost(
  release: ChartRelease,
  { host, paths = [{}] }: ChartValues,
) {
  return {
    host,
    http: {
      paths: (paths as ChartValues[]).map(path => {
        const backend = backendOf(release, path.service);
        return {
          path: path.path ?? '/',
          pathType: path.pathType ?? 'Prefix',
          backend: {
            service: {
              name: backend?.name ?? fullName(release),
              port: { number: backend?.port ?? 80 },
            },
          },
        };
      }),
    },
  };
}

/** One Ingress for each of `ingress`. @public */
export function ingressObjects(release: ChartRelease): StoredObject[] {
  const entries = enabledEntries(release.values.ingress);
  return entries.map(entry => {
    const { className, hosts = [], tls } = entry.values;
    return {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: objectMeta(
        release,
        resourceName(release, entry, entries),
        entry.values,
      ),
      spec: {
        ...(className ? { ingressClassName: className } : {}),
        rules: (hosts as ChartValues[]).map(host => ingressHost(release, host)),
        ...(tls ? { tls } : {}),
      },
    };
  });
}
