import { FileSet, resolveTree } from '@homestage/gitops-tree';
import { parseAllDocuments } from 'yaml';
import type { Machine } from '../controllers/bootstrap/nodeObject';
import { configuredHost, machineConfig } from './machineConfig';
import type { TalosMachine } from './TalosMachine';

/** The schematic without any extension: what the factory gives to an empty one. */
const PLAIN_SCHEMATIC =
  '376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba';
/** As Kubernetes' Node of the lab says it. */
const VERSION = 'v1.13.9';

interface NodeRecord {
  name?: unknown;
  schematic_id?: unknown;
  disk?: unknown;
  ceph_disks?: unknown;
  mtu?: unknown;
}

const textOr = (value: unknown, otherwise: string) =>
  typeof value === 'string' && value !== '' ? value : otherwise;

/** What a tree says of its machines, filled up where it says nothing. */
export function talosMachines(
  files: FileSet,
  machines: readonly Machine[],
): TalosMachine[] {
  const records = recordsOf(files);
  return machines.map(machine => {
    const record = records.find(({ name }) => name === machine.name) ?? {};
    const schematic = textOr(record.schematic_id, PLAIN_SCHEMATIC);
    const installDisk = textOr(record.disk, '/dev/sda');
    const config = machineConfig(
      {
        ...machine,
        installDisk,
        image: `factory.talos.dev/metal-installer/${schematic}:${VERSION}`,
      },
      files,
    );
    return {
      ...machine,
      version: VERSION,
      schematic,
      installDisk,
      config,
      configured: configuredHost(config),
      otherDisks: Array.isArray(record.ceph_disks)
        ? record.ceph_disks.map(String)
        : [],
      mtu: typeof record.mtu === 'number' ? record.mtu : 1500,
      timeServers: timeServersOf(files),
    };
  });
}

function documentsOf(text: string | undefined): unknown[] {
  return text === undefined
    ? []
    : parseAllDocuments(text).map(document =>
        'toJS' in document ? document.toJS() : undefined,
      );
}

function recordsOf(files: FileSet): NodeRecord[] {
  const layout = resolveTree(files, { root: '' }).nodes.find(
    node => node.layout === 'nodes',
  );
  return documentsOf(layout && files.get(layout.file)).flatMap(value => {
    const nodes = (value as { nodes?: unknown } | null)?.nodes;
    return Array.isArray(nodes) ? (nodes as NodeRecord[]) : [];
  });
}

function timeServersOf(files: FileSet): string[] {
  const [cluster] = documentsOf(files.get('cluster.yaml'));
  const servers = (cluster as { node_ntp_servers?: unknown } | undefined)
    ?.node_ntp_servers;
  return Array.isArray(servers) ? servers.map(String) : ['time.cloudflare.com'];
}

/** The address of the control plane, as the inputs of a tree name it. */
export function sharedAddressOf(files: FileSet): string | undefined {
  const [cluster] = documentsOf(files.get('cluster.yaml'));
  const address = (cluster as { cluster_api_addr?: unknown } | undefined)
    ?.cluster_api_addr;
  return typeof address === 'string' ? address : undefined;
}
