import { computeValues } from './computeValues';
import { defaultComponents } from './defaultComponents';
import { nthAddress, parseNetwork } from './ipv4';
import { minorOf } from './minorOf';
import { repositoryHost } from './repositoryHost';
import type { ParsedLab } from './schema/labSchema';
import type {
  ResolvedApp,
  ResolvedCluster,
  ResolvedLab,
  ResolvedNode,
} from './ResolvedLab';

const orNull = <T>(value: T | undefined): T | null => value ?? null;

const withV = (version: string) =>
  version.startsWith('v') ? version : `v${version}`;

/**
 * Fills in what follows from the rest. Takes inputs that `validateLab` has
 * accepted; the result is plain JSON and the same for the same inputs.
 *
 * @public
 */
export function resolveLab(lab: ParsedLab): ResolvedLab {
  const cluster = resolveCluster(lab);
  const nodes = lab.nodes.map(node => resolveNode(node, lab));
  return { cluster, nodes, computed: computeValues(cluster, nodes) };
}

function resolveCluster(lab: ParsedLab): ResolvedCluster {
  const provider = lab.dns.provider ?? (lab.dns.token ? 'cloudflare' : 'none');
  const talosVersion = withV(lab.talos.version);
  return {
    name: lab.name,
    timezone: lab.timezone,
    network: {
      ...lab.network,
      default_gateway:
        lab.network.default_gateway ??
        nthAddress(lab.network.node_cidr, 1) ??
        '',
      vlan_tag:
        lab.network.vlan_tag === undefined
          ? null
          : Number(lab.network.vlan_tag),
      dhcp_range: orNull(lab.network.dhcp_range),
    },
    kubernetes: resolveKubernetes(lab),
    gateways: {
      internal: lab.gateways.internal,
      dns: orNull(lab.gateways.dns),
      external: orNull(lab.gateways.external),
    },
    repository: {
      url: orNull(lab.repository.url),
      branch: lab.repository.branch,
      webhook_provider:
        lab.repository.webhook_provider ?? webhookOf(lab.repository.url),
      known_hosts: lab.repository.known_hosts,
    },
    domain: { name: lab.domain.name, private: orNull(lab.domain.private) },
    dns: { provider, adguard_addr: orNull(lab.dns.adguard_addr) },
    ingress: {
      mode:
        lab.ingress.mode ??
        (provider === 'cloudflare' ? 'cloudflare-tunnel' : 'none'),
      controller: lab.ingress.controller,
      tunnel_id: orNull(lab.ingress.tunnel_id),
    },
    cilium: { ...lab.cilium, bgp: resolveBgp(lab) },
    talos: {
      version: talosVersion,
      layout: lab.talos.layout,
      config:
        lab.talos.config ??
        (minorOf(talosVersion) >= 13 ? 'documents' : 'v1alpha1'),
      schematic_id: orNull(lab.talos.schematic_id),
      extensions: [...lab.talos.extensions].sort(),
      overlay: orNull(lab.talos.overlay),
    },
    spegel: { enabled: lab.spegel.enabled ?? lab.nodes.length > 1 },
    gitops: lab.gitops,
    secrets: {
      ...lab.secrets,
      store: orNull(lab.secrets.store),
      bitwarden: orNull(lab.secrets.bitwarden),
    },
    etcd_snapshots: {
      ...lab.etcd_snapshots,
      age_recipients: lab.etcd_snapshots.age_recipients ?? classicKeys(lab),
    },
    load_balancer: {
      kind:
        lab.load_balancer.kind ??
        (lab.kubernetes.cni === 'cilium' ? 'cilium' : 'metallb'),
      pool: lab.load_balancer.pool,
    },
    storage: resolveStorage(lab),
    observability: {
      grafana_cloud: orNull(lab.observability.grafana_cloud),
    },
    components: [...(lab.components ?? defaultComponents(lab))].sort(),
    apps: lab.apps.map(resolveApp),
    virtual_machines: lab.virtual_machines.map(resolveVirtualMachine),
    hosts: lab.hosts.map(host => ({
      ...host,
      address: orNull(host.address),
      cpu: orNull(host.cpu),
      memory_gb: orNull(host.memory_gb),
      note: orNull(host.note),
    })),
  };
}

/** Keys that talos-backup can encrypt to: it does not read the post-quantum ones. */
function classicKeys({ secrets }: ParsedLab): string[] {
  return secrets.age_recipients.filter(key => !key.startsWith('age1pq1'));
}

function resolveKubernetes(lab: ParsedLab): ResolvedCluster['kubernetes'] {
  const { kubernetes, nodes } = lab;
  return {
    version: withV(kubernetes.version),
    pod_cidr: kubernetes.pod_cidr,
    svc_cidr: kubernetes.svc_cidr,
    coredns_addr:
      kubernetes.coredns_addr ?? nthAddress(kubernetes.svc_cidr, 10) ?? '',
    schedule_on_control_planes:
      kubernetes.schedule_on_control_planes ??
      nodes.every(({ controller }) => controller),
    cni: kubernetes.cni,
    emulation: kubernetes.emulation,
    kube_proxy: kubernetes.kube_proxy ?? kubernetes.cni === 'flannel',
    api: { ...kubernetes.api, oidc: orNull(kubernetes.api.oidc) },
  };
}

function resolveBgp({ cilium }: ParsedLab): ResolvedCluster['cilium']['bgp'] {
  const { router_addr, router_asn, node_asn } = cilium.bgp ?? {};
  return router_addr && router_asn && node_asn
    ? { router_addr, router_asn, node_asn }
    : null;
}

/** Storage components whose class may be the default, best first. */
const CLASS_OF_COMPONENT = [
  ['rook-ceph', 'ceph-block'],
  ['ceph-csi', 'ceph-block'],
  ['longhorn', 'longhorn'],
  ['openebs', 'local-hostpath'],
  ['local-hostpath', 'local-hostpath'],
  ['local-path-provisioner', 'local-path'],
] as const;

function resolveStorage(lab: ParsedLab): ResolvedCluster['storage'] {
  const { storage } = lab;
  const components = lab.components ?? [];
  const [, firstClass] =
    CLASS_OF_COMPONENT.find(([name]) => components.includes(name)) ?? [];
  return {
    default_class: storage.default_class ?? firstClass ?? null,
    nfs: orNull(storage.nfs),
    smb: orNull(storage.smb),
    zfs: orNull(storage.zfs),
    s3: orNull(storage.s3),
    ceph: storage.ceph
      ? { ...storage.ceph, filesystem: orNull(storage.ceph.filesystem) }
      : null,
  };
}

function resolveApp(wish: ParsedLab['apps'][number]): ResolvedApp {
  const app = typeof wish === 'string' ? { preset: wish } : wish;
  return {
    preset: app.preset,
    name: app.name ?? app.preset,
    namespace: orNull(app.namespace),
    exposure: orNull(app.exposure),
    host_name: orNull(app.host_name),
    storage: app.storage
      ? {
          size: orNull(app.storage.size),
          class: orNull(app.storage.class),
        }
      : null,
    values: app.values ?? {},
  };
}

function resolveVirtualMachine(
  machine: ParsedLab['virtual_machines'][number],
): ResolvedCluster['virtual_machines'][number] {
  return {
    ...machine,
    source:
      'pvc' in machine.source
        ? {
            pvc: machine.source.pvc,
            namespace: orNull(machine.source.namespace),
          }
        : machine.source,
    storage_class: orNull(machine.storage_class),
    network: orNull(machine.network),
  };
}

function resolveNode(
  node: ParsedLab['nodes'][number],
  lab: ParsedLab,
): ResolvedNode {
  return {
    ...node,
    schematic_id: node.schematic_id ?? lab.talos.schematic_id ?? '',
    host: orNull(node.host),
    cpu: orNull(node.cpu),
    memory_gb: orNull(node.memory_gb),
    disk_gb: orNull(node.disk_gb),
    prefix_length: parseNetwork(lab.network.node_cidr)?.prefixLength ?? 0,
  };
}

function webhookOf(url = ''): 'github' | 'gitlab' | 'none' {
  const host = repositoryHost(url);
  if (host === 'github.com') {
    return 'github';
  }
  return host === 'gitlab.com' ? 'gitlab' : 'none';
}
