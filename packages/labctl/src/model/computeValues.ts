import { formatIpv4, nthAddress, parseRange } from './ipv4';
import { minorOf } from './minorOf';
import { repositoryHost } from './repositoryHost';
import type {
  AddressRange,
  ComputedValues,
  ResolvedCluster,
  ResolvedNode,
} from './ResolvedLab';

/** What follows from a resolved cluster and its nodes. */
export function computeValues(
  cluster: ResolvedCluster,
  nodes: ResolvedNode[],
): ComputedValues {
  const controllers = nodes.filter(({ controller }) => controller);
  const workers = nodes.filter(({ controller }) => !controller);
  const { kubernetes, secrets, gitops, talos } = cluster;
  return {
    controllers,
    workers,
    controller_count: controllers.length,
    node_count: nodes.length,
    single_node: nodes.length === 1,
    has_vip: !nodes.some(({ address }) => address === kubernetes.api.addr),
    api_endpoint: `https://${kubernetes.api.addr}:6443`,
    kubernetes_service_addr: nthAddress(kubernetes.svc_cidr, 1) ?? '',
    cert_sans: [
      ...new Set([
        '127.0.0.1',
        kubernetes.api.addr,
        ...kubernetes.api.tls_sans,
      ]),
    ].sort(),
    bgp_enabled: cluster.cilium.bgp !== null,
    cluster_issuer:
      cluster.dns.provider === 'cloudflare'
        ? 'letsencrypt-production'
        : 'internal-ca',
    replicas: nodes.length > 1 ? 2 : 1,
    load_balancer_pool: poolOf(cluster),
    dhcp_range: cluster.network.dhcp_range
      ? splitRange(cluster.network.dhcp_range)
      : null,
    talos_minor: minorOf(talos.version),
    kubernetes_minor: minorOf(kubernetes.version),
    talos_version: talos.version.slice(1),
    kubernetes_version: kubernetes.version.slice(1),
    uses_sops: secrets.provider !== 'external-secrets',
    uses_external_secrets: secrets.provider !== 'sops',
    uses_flux: gitops.engine === 'flux',
    uses_argocd: gitops.engine === 'argocd',
    architectures: [...new Set(nodes.map(({ arch }) => arch))].sort(),
    on_proxmox: cluster.hosts.some(
      ({ name, kind }) =>
        kind === 'proxmox' && nodes.some(({ host }) => host === name),
    ),
    schedulable_count: kubernetes.schedule_on_control_planes
      ? nodes.length
      : workers.length,
    ceph_nodes: nodes.filter(({ ceph_disks }) => ceph_disks.length > 0),
    repository: repositoryOf(cluster.repository.url),
  };
}

function poolOf({ load_balancer, gateways }: ResolvedCluster): AddressRange[] {
  if (load_balancer.pool.length > 0) {
    return load_balancer.pool.map(splitRange);
  }
  return [gateways.dns, gateways.internal, gateways.external].flatMap(address =>
    address ? [{ start: address, end: address }] : [],
  );
}

function splitRange(text: string): AddressRange {
  const range = parseRange(text);
  return range
    ? { start: formatIpv4(range.start), end: formatIpv4(range.end) }
    : { start: text, end: text };
}

function repositoryOf(url: string | null): ComputedValues['repository'] {
  const path = /^[a-z]+:\/\/[^/]+\/(.+?)(\.git)?\/?$/.exec(url ?? '')?.[1];
  if (!url || !path) {
    return null;
  }
  const slash = path.lastIndexOf('/');
  return {
    host: repositoryHost(url),
    path,
    owner: slash < 0 ? '' : path.slice(0, slash),
    name: path.slice(slash + 1),
    is_ssh: url.startsWith('ssh:'),
  };
}
