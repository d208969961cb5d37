/**
 * A path of keys and indices in the canonical inputs.
 *
 * @public
 */
export type FieldPath = readonly (string | number)[];

/**
 * Fields that cluster.yaml writes flat, under the names the cluster template had
 * before May 2026 (the `oidc_` ones are of the home-ops lab), and where they stand
 * in cluster.toml. Order of writing.
 */
export const FLAT_NAMES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    node_cidr: 'network.node_cidr',
    node_dns_servers: 'network.dns_servers',
    node_ntp_servers: 'network.ntp_servers',
    node_default_gateway: 'network.default_gateway',
    node_vlan_tag: 'network.vlan_tag',
    cluster_pod_cidr: 'kubernetes.pod_cidr',
    cluster_svc_cidr: 'kubernetes.svc_cidr',
    cluster_api_addr: 'kubernetes.api.addr',
    cluster_api_tls_sans: 'kubernetes.api.tls_sans',
    oidc_issuer_url: 'kubernetes.api.oidc.issuer_url',
    oidc_client_id: 'kubernetes.api.oidc.client_id',
    oidc_username_claim: 'kubernetes.api.oidc.username_claim',
    oidc_groups_claim: 'kubernetes.api.oidc.groups_claim',
    oidc_groups_prefix: 'kubernetes.api.oidc.groups_prefix',
    cluster_gateway_addr: 'gateways.internal',
    cluster_dns_gateway_addr: 'gateways.dns',
    cloudflare_gateway_addr: 'gateways.external',
    repository_branch: 'repository.branch',
    cloudflare_domain: 'domain.name',
    cloudflare_token: 'dns.token',
    cilium_loadbalancer_mode: 'cilium.loadbalancer_mode',
    cilium_bgp_router_addr: 'cilium.bgp.router_addr',
    cilium_bgp_router_asn: 'cilium.bgp.router_asn',
    cilium_bgp_node_asn: 'cilium.bgp.node_asn',
  }).map(([name, path]) => [name, path.split('.')]),
);

/** Flat fields that become one field of another form, `repository.url`. */
export const REPOSITORY_NAME = 'repository_name';
export const REPOSITORY_VISIBILITY = 'repository_visibility';

const NAME_BY_PATH = new Map(
  [...FLAT_NAMES].map(([name, path]) => [path.join('.'), name]),
);

/** The flat name of a canonical field, if it has one. */
export function flatNameOf(path: readonly string[]): string | undefined {
  return NAME_BY_PATH.get(path.join('.'));
}

/** `nodes[2].address`. */
export function formatPath(path: FieldPath): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') {
        return `[${part}]`;
      }
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}
