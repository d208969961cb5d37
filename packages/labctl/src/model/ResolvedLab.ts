import type { ParsedLab } from './schema/labSchema';

/**
 * A type with nothing left unset: what may be missing in the inputs is `null`
 * here. Not `undefined`, because templates are strict: a missing key is an
 * error there, and `null` is Jinja's none.
 *
 * @public
 */
export type Filled<T> = T extends readonly (infer I)[]
  ? Filled<I>[]
  : T extends object
  ? {
      -readonly [K in keyof T]-?: undefined extends T[K]
        ? Filled<Exclude<T[K], undefined>> | null
        : Filled<T[K]>;
    }
  : T;

/** `T` with the fields `K` always present, because they are computed when unset. */
type Computed<T, K extends keyof T> = Omit<T, K> & {
  [P in K]: Exclude<T[P], null>;
};

type Parsed<K extends keyof ParsedLab> = Filled<ParsedLab[K]>;

/** @public */
export type ResolvedNode = Computed<Parsed<'nodes'>[number], 'schematic_id'> & {
  /** Network of the node's address in bits, for `address/prefix`. */
  prefix_length: number;
};

/** @public */
export type ResolvedVirtualMachine = Parsed<'virtual_machines'>[number];

/** @public */
export type ResolvedHost = Parsed<'hosts'>[number];

/** A wished app with all fields; `null` leaves the choice to its preset. @public */
export interface ResolvedApp {
  preset: string;
  name: string;
  namespace: string | null;
  exposure: 'none' | 'internal' | 'external' | 'tailscale' | null;
  host_name: string | null;
  storage: { size: string | null; class: string | null } | null;
  values: Record<string, unknown>;
}

/** All of a lab but its nodes, defaults and computed values filled in. @public */
export interface ResolvedCluster {
  name: string;
  timezone: string;
  network: Omit<Computed<Parsed<'network'>, 'default_gateway'>, 'vlan_tag'> & {
    vlan_tag: number | null;
  };
  kubernetes: Computed<
    Parsed<'kubernetes'>,
    'coredns_addr' | 'schedule_on_control_planes' | 'kube_proxy'
  >;
  gateways: Parsed<'gateways'>;
  repository: Computed<Parsed<'repository'>, 'webhook_provider'>;
  domain: Parsed<'domain'>;
  /** Without the token: no rendered file can hold what its context lacks. */
  dns: { provider: 'cloudflare' | 'none'; adguard_addr: string | null };
  ingress: Computed<Parsed<'ingress'>, 'mode'>;
  cilium: Omit<Parsed<'cilium'>, 'bgp'> & {
    bgp: { router_addr: string; router_asn: number; node_asn: number } | null;
  };
  talos: Computed<Parsed<'talos'>, 'config'>;
  spegel: { enabled: boolean };
  gitops: Parsed<'gitops'>;
  secrets: Parsed<'secrets'>;
  load_balancer: Computed<Parsed<'load_balancer'>, 'kind'>;
  storage: Parsed<'storage'>;
  observability: Parsed<'observability'>;
  /** What is wished; what it needs is added by the choice of components. */
  components: string[];
  apps: ResolvedApp[];
  virtual_machines: ResolvedVirtualMachine[];
  hosts: ResolvedHost[];
}

/** A range of addresses, both ends included. @public */
export interface AddressRange {
  start: string;
  end: string;
}

/** What follows from the inputs, so that no template has to work it out. @public */
export interface ComputedValues {
  controllers: ResolvedNode[];
  workers: ResolvedNode[];
  controller_count: number;
  node_count: number;
  /** One node in all. */
  single_node: boolean;
  /** The API has an address of its own that moves between control planes. */
  has_vip: boolean;
  /** `https://address:6443` of the API. */
  api_endpoint: string;
  /** First address of svc_cidr: the API as seen from pods. */
  kubernetes_service_addr: string;
  /** Names and addresses in the API's certificate, sorted. */
  cert_sans: string[];
  bgp_enabled: boolean;
  /** ClusterIssuer of every Certificate. */
  cluster_issuer: 'letsencrypt-production' | 'internal-ca';
  /** Replicas of what may run twice: 2 with more than one node. */
  replicas: number;
  /** load_balancer.pool, or the addresses of the gateways one by one. */
  load_balancer_pool: AddressRange[];
  /** network.dhcp_range in two parts. */
  dhcp_range: AddressRange | null;
  /** 13 for Talos v1.13.9. */
  talos_minor: number;
  /** 36 for Kubernetes v1.36.4. */
  kubernetes_minor: number;
  /** Versions without their `v`. */
  talos_version: string;
  kubernetes_version: string;
  uses_sops: boolean;
  uses_external_secrets: boolean;
  uses_flux: boolean;
  uses_argocd: boolean;
  /** Architectures of the nodes, sorted, each once. */
  architectures: ('amd64' | 'arm64')[];
  /** Some node runs inside Proxmox. */
  on_proxmox: boolean;
  /** Nodes that apps may run on. */
  schedulable_count: number;
  /** Nodes with ceph_disks. */
  ceph_nodes: ResolvedNode[];
  /** Parts of repository.url; `null` without one. */
  repository: {
    host: string;
    /** `owner/name` without `.git`. */
    path: string;
    owner: string;
    name: string;
    is_ssh: boolean;
  } | null;
}

/** A lab ready to be rendered. Plain JSON; never changed after it was made. @public */
export interface ResolvedLab {
  cluster: ResolvedCluster;
  nodes: ResolvedNode[];
  computed: ComputedValues;
}
