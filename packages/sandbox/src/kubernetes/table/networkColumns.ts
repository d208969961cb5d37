import { StoredObject } from '../ObjectStore';
import { ageOf } from './humanDuration';
import { column, NONE, selectorText, TableColumn, wide } from './TableColumn';

const name = column('Name', ({ metadata }) => metadata.name);
const age = column('Age', ({ metadata }, now) =>
  ageOf(metadata.creationTimestamp, now),
);

interface ServicePort {
  port: number;
  nodePort?: number;
  protocol?: string;
}

const balancerAddresses = ({ status }: StoredObject): string[] =>
  (status?.loadBalancer?.ingress ?? []).map(
    (ingress: { ip?: string; hostname?: string }) =>
      ingress.ip ?? ingress.hostname,
  );

function externalAddress(service: StoredObject): string {
  const { spec } = service;
  if (spec?.type === 'ExternalName') {
    return spec.externalName ?? NONE;
  }
  const addresses = [
    ...balancerAddresses(service),
    ...(spec?.externalIPs ?? []),
  ];
  if (addresses.length > 0) {
    return addresses.join(',');
  }
  return spec?.type === 'LoadBalancer' ? '<pending>' : NONE;
}

function servicePorts({ spec }: StoredObject): string {
  const ports: ServicePort[] = spec?.ports ?? [];
  const texts = ports.map(
    ({ port, nodePort, protocol = 'TCP' }) =>
      `${port}${nodePort ? `:${nodePort}` : ''}/${protocol}`,
  );
  return texts.join(',') || NONE;
}

function ingressHosts({ spec }: StoredObject): string {
  const hosts = (spec?.rules ?? []).map(
    (rule: { host?: string }) => rule.host || '*',
  );
  return hosts.length > 0 ? hosts.join(',') : '*';
}

interface Endpoint {
  addresses?: string[];
}

function sliceEndpoints({ endpoints }: StoredObject): string {
  const addresses = ((endpoints ?? []) as Endpoint[]).flatMap(
    each => each.addresses ?? [],
  );
  return addresses.join(',') || '<unset>';
}

function slicePorts({ ports }: StoredObject): string {
  const numbers = (ports ?? []).map(
    ({ port }: { port?: number }) => port ?? '*',
  );
  return numbers.join(',') || '<unset>';
}

function legacyEndpoints({ subsets }: StoredObject): string {
  const addresses = (subsets ?? []).flatMap(
    (subset: {
      addresses?: Array<{ ip: string }>;
      ports?: Array<{ port: number }>;
    }) =>
      (subset.addresses ?? []).flatMap(({ ip }) =>
        (subset.ports ?? []).map(({ port }) => `${ip}:${port}`),
      ),
  );
  return addresses.join(',') || NONE;
}

/** The columns of services and what leads to them, by kind. */
export const networkColumns: Readonly<Record<string, readonly TableColumn[]>> =
  {
    '/Service': [
      name,
      column('Type', ({ spec }) => spec?.type ?? 'ClusterIP'),
      column('Cluster-IP', ({ spec }) => spec?.clusterIP ?? NONE),
      column('External-IP', externalAddress),
      column('Port(s)', servicePorts),
      age,
      wide('Selector', ({ spec }) => selectorText(spec?.selector)),
    ],
    '/Endpoints': [name, column('Endpoints', legacyEndpoints), age],
    'discovery.k8s.io/EndpointSlice': [
      name,
      column('AddressType', ({ addressType }) => addressType),
      column('Ports', slicePorts),
      column('Endpoints', sliceEndpoints),
      age,
    ],
    'networking.k8s.io/Ingress': [
      name,
      column('Class', ({ spec }) => spec?.ingressClassName ?? NONE),
      column('Hosts', ingressHosts),
      column('Address', ingress => balancerAddresses(ingress).join(',')),
      column('Ports', ({ spec }) => (spec?.tls?.length ? '80, 443' : '80')),
      age,
    ],
    'networking.k8s.io/IngressClass': [
      name,
      column('Controller', ({ spec }) => spec?.controller),
      column('Parameters', ({ spec }) => spec?.parameters?.name ?? NONE),
      age,
    ],
    'networking.k8s.io/NetworkPolicy': [
      name,
      column('Pod-Selector', ({ spec }) =>
        selectorText(spec?.podSelector?.matchLabels),
      ),
      age,
    ],
  };
