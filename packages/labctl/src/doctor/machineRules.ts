import { PLAIN_SCHEMATIC } from './schematicId';
import type { DoctorRule } from './DoctorRule';

/** What Talos' guide and the cluster template ask of a machine that also runs apps. */
const MINIMUM = { cpu: 4, memoryGb: 16, diskGb: 256 } as const;
/** What Talos itself needs for a control plane that runs no apps. */
const CONTROL_PLANE_MINIMUM = { cpu: 2, memoryGb: 4, diskGb: 40 } as const;
/** Memory a Ceph OSD takes unless told otherwise (osd_memory_target). */
const OSD_MEMORY_GB = 4;

export const machinesAreLargeEnough: DoctorRule =
  function* machinesAreLargeEnough({ lab, resolved }) {
    const runsApps = (isController: boolean) =>
      !isController || resolved.cluster.kubernetes.schedule_on_control_planes;
    for (const [index, node] of lab.nodes.entries()) {
      const minimum = runsApps(node.controller)
        ? MINIMUM
        : CONTROL_PLANE_MINIMUM;
      const figures = [
        ['cpu', node.cpu, minimum.cpu, 'CPUs'],
        ['memory_gb', node.memory_gb, minimum.memoryGb, 'GB of memory'],
        ['disk_gb', node.disk_gb, minimum.diskGb, 'GB of disk'],
      ] as const;
      for (const [field, actual, wanted, unit] of figures) {
        if (actual !== undefined && actual < wanted) {
          yield {
            rule: 'below-minimum',
            severity: 'warning',
            path: ['nodes', index, field],
            message: `${actual} ${unit} for ${node.name}; ${wanted} are the least that works well`,
          };
        }
      }
    }
  };

/** Machines on a host may not have more memory than the host, its OSD counted. */
export const hostsAreNotOvercommitted: DoctorRule =
  function* hostsAreNotOvercommitted({ lab }) {
    for (const [index, host] of lab.hosts.entries()) {
      const nodes = lab.nodes.filter(node => node.host === host.name);
      const memory = nodes.reduce(
        (sum, node) => sum + (node.memory_gb ?? 0),
        0,
      );
      const osd = host.ceph_osd ? OSD_MEMORY_GB : 0;
      if (
        host.kind === 'proxmox' &&
        host.memory_gb !== undefined &&
        nodes.length > 0 &&
        memory + osd >= host.memory_gb
      ) {
        yield {
          rule: 'host-memory-full',
          severity: memory + osd > host.memory_gb ? 'error' : 'warning',
          path: ['hosts', index, 'memory_gb'],
          message: `${host.name} gives ${memory} of ${
            host.memory_gb
          } GB to ${nodes.map(({ name }) => name).join(' and ')}${
            osd > 0 ? ` and about ${osd} GB to its Ceph OSD` : ''
          }: nothing is left for itself; make one smaller, or move it`,
        };
      }
    }
  };

export const nodesRunOnMachines: DoctorRule = function* nodesRunOnMachines({
  lab,
}) {
  for (const [index, node] of lab.nodes.entries()) {
    const host = lab.hosts.find(({ name }) => name === node.host);
    if (host?.kind === 'nas') {
      yield {
        rule: 'node-on-nas',
        severity: 'warning',
        path: ['nodes', index, 'host'],
        message: `${node.name} runs on ${host.name}, which is storage: one outage takes both; move it`,
      };
    }
  }
};

/** An update with the wrong schematic removes extensions that components need. */
export const extensionsArePresent: DoctorRule = function* extensionsArePresent({
  lab,
  resolved,
  chosen,
  known,
  declaredSchematic,
  fieldOf,
}) {
  const { extensions } = resolved.cluster.talos;
  const needed = new Map(
    chosen.flatMap(component =>
      (known.extensions?.get(component) ?? []).map(
        (extension): [string, string] => [extension, component],
      ),
    ),
  );
  if (resolved.computed.on_proxmox) {
    needed.set('siderolabs/qemu-guest-agent', 'Proxmox');
  }
  for (const [extension, owner] of needed) {
    if (!extensions.includes(extension)) {
      yield {
        rule: 'missing-extension',
        severity: owner === 'Proxmox' ? 'warning' : 'error',
        path: ['talos', 'extensions'],
        message: `lacks ${extension}, which ${owner} needs; add it, make the schematic with it, and write its id`,
      };
    }
  }
  const declares = extensions.length > 0 || resolved.cluster.talos.overlay;
  for (const [index, node] of resolved.nodes.entries()) {
    if (declares && node.schematic_id !== declaredSchematic) {
      const isPlain = node.schematic_id === PLAIN_SCHEMATIC;
      yield {
        rule: isPlain ? 'plain-schematic' : 'other-schematic',
        severity: isPlain ? 'error' : 'warning',
        path: lab.nodes[index].schematic_id
          ? ['nodes', index, 'schematic_id']
          : ['talos', 'schematic_id'],
        message: `${
          isPlain
            ? 'is the schematic of nothing but Talos, not the one that'
            : 'is another schematic than'
        } ${fieldOf([
          'talos',
          'extensions',
        ])} and the overlay make; with exactly those it is ${declaredSchematic}`,
      };
    }
  }
};

/** A board boots only what its overlay brings. */
export const overlayFits: DoctorRule = function* overlayFits({ lab, fieldOf }) {
  const boards = lab.hosts.filter(({ kind }) => kind === 'board');
  const onBoards = lab.nodes.filter(({ host }) =>
    boards.some(({ name }) => name === host),
  );
  if (onBoards.length > 0 && lab.talos.overlay === undefined) {
    yield {
      rule: 'missing-overlay',
      severity: 'warning',
      path: ['talos', 'overlay'],
      message: `${onBoards[0].name} runs on a single-board computer, which most often boots only with the overlay for it; write talos.overlay`,
    };
  }
  const index = lab.nodes.findIndex(({ arch }) => arch !== 'arm64');
  if (lab.talos.overlay !== undefined && index >= 0) {
    yield {
      rule: 'overlay-on-amd64',
      severity: 'warning',
      path: ['nodes', index, 'arch'],
      message: `${lab.nodes[index].name} is ${
        lab.nodes[index].arch
      }, and overlays are for arm64 boards; write arch: arm64, or give it a schematic of its own and leave out ${fieldOf(
        ['talos', 'overlay'],
      )}`,
    };
  }
};

export const disksAreSealed: DoctorRule = function* disksAreSealed({ lab }) {
  for (const [index, node] of lab.nodes.entries()) {
    if (node.encrypt_disk && !node.secureboot) {
      yield {
        rule: 'encryption-without-secureboot',
        severity: 'warning',
        path: ['nodes', index, 'encrypt_disk'],
        message: `the TPM opens the disk of ${node.name} for whatever boots there; write secureboot: true as well`,
      };
    }
  }
};

export const mtuIsTheSame: DoctorRule = function* mtuIsTheSame({ lab }) {
  const sizes = [...new Set(lab.nodes.map(({ mtu }) => mtu))].sort(
    (one, other) => one - other,
  );
  if (sizes.length > 1) {
    const index = lab.nodes.findIndex(({ mtu }) => mtu !== sizes[0]);
    yield {
      rule: 'mixed-mtu',
      severity: 'warning',
      path: ['nodes', index, 'mtu'],
      message: `the nodes send packets of ${sizes.join(
        ' and ',
      )} bytes over one network: large ones may vanish; write one size`,
    };
  }
};
