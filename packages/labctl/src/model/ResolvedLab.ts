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

/**
 * `T` with the fields `K` always present, because they are computed when unset.
 *
 * @public
 */
export type WithComputed<T, K extends keyof T> = Omit<T, K> & {
  [P in K]: Exclude<T[P], null>;
};

/**
 * One field of the inputs with nothing left unset.
 *
 * @public
 */
export type FilledPart<K extends keyof ParsedLab> = Filled<ParsedLab[K]>;

/** @public */
export type ResolvedNode = WithComputed<
  FilledPart<'nodes'>[number],
  'schematic_id'
> & {
  /** Network of the node's address in bits, for `address/prefix`. */
  prefix_length: number;
};

/** @public */
export type ResolvedVirtualMachine = FilledPart<'virtual_machines'>[number];

/** @public */
export type ResolvedHost = FilledPart<'hosts'>[number];

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
  network: Omit<
    WithComputed<FilledPart<'network'>, 'default_gateway'>,
    'vlan_tag'
  > & {
    vlan_tag: number | null;
  };
  kubernetes: WithComputed<
    FilledPart<'kubernetes'>,
    'coredns_addr' | 'schedule_on_control_planes' | 'kube_proxy'
  >;
  gateways: FilledPart<'gateways'>;
  repository: WithComputed<FilledPart<'repository'>, 'webhook_provider'>;
  domain: FilledPart<'domain'>;
  /** Without the token: no rendered file can hold what its context lacks. */
  dns: { provider: 'cloudflare' | 'none'; adguard_addr: string | null };
  ingress: WithComputed<FilledPart<'ingress'>, 'mode'>;
  cilium: Omit<FilledPart<'cilium'>, 'bgp'> & {
    bgp: { router_addr: string; router_asn: number; node_asn: number } | null;
  };
  talos: WithComputed<FilledPart<'talos'>, 'config'>;
  spegel: { enabled: boolean };
  gitops: FilledPart<'gitops'>;
  secrets: FilledPart<'secrets'>;
  etcd_snapshots: WithComputed<FilledPart<'etcd_snapshots'>, 'age_recipients'>;
  load_balancer: WithComputed<FilledPart<'load_balancer'>, 'kind'>;
  storage: FilledPart<'storage'>;
  observability: FilledPart<'observability'>;
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
