import { isAddressInside } from '../model/ipv4';
import type { ParsedLab } from '../model/schema/labSchema';
import type { FieldPath } from '../read/flatNames';
import { fixedAddresses } from './addressRules';
import type { LabRule, RuleFinding } from './LabRule';
import { nearestName } from './nearestName';

type Node = ParsedLab['nodes'][number];

/** Reports the second and later of things that have to differ. */
export function* findRepeated(
  things: readonly { path: FieldPath; key: string; owner: string }[],
  options: { rule: string; what: string; advice: string },
): Generator<RuleFinding> {
  const first = new Map<string, string>();
  for (const { path, key, owner } of things) {
    const known = first.get(key);
    if (known === undefined) {
      first.set(key, owner);
    } else {
      yield {
        rule: options.rule,
        path,
        message: `${key} is ${options.what} ${known} as well; ${options.advice}`,
      };
    }
  }
}

const listNodes = (lab: ParsedLab, field: 'name' | 'address' | 'mac_addr') =>
  lab.nodes.map((node, index) => ({
    path: ['nodes', index, field],
    key: node[field],
    owner: `nodes[${index}]`,
  }));

export const nodesDiffer: LabRule = function* nodesDiffer({ lab }) {
  yield* findRepeated(listNodes(lab, 'name'), {
    rule: 'duplicate-node-names',
    what: 'the name of',
    advice: 'give each node its own',
  });
  yield* findRepeated(listNodes(lab, 'address'), {
    rule: 'duplicate-node-addresses',
    what: 'the address of',
    advice: 'give each node its own',
  });
  yield* findRepeated(listNodes(lab, 'mac_addr'), {
    rule: 'duplicate-mac-addresses',
    what: 'the MAC address of',
    advice: 'copy that of this machine',
  });
};

export const nodeAddressesAreFree: LabRule = function* nodeAddressesAreFree(
  context,
) {
  const { lab, resolved, fieldOf } = context;
  const { node_cidr } = lab.network;
  const fixed = fixedAddresses(context);
  for (const [index, node] of lab.nodes.entries()) {
    const path = ['nodes', index, 'address'];
    if (!isAddressInside(node.address, node_cidr)) {
      yield {
        rule: 'node-addr-outside-cidr',
        path,
        message: `${node.address} is not inside ${node_cidr}; choose a free address there`,
      };
    }
    if (node.address === resolved.cluster.network.default_gateway) {
      yield {
        rule: 'node-uses-gateway-addr',
        path,
        message: `${node.address} is the router (${fieldOf([
          'network',
          'default_gateway',
        ])}); choose a free address`,
      };
    }
    const owner = fixed.find(
      ({ path: fixedPath, address }) =>
        address === node.address &&
        !(fixedPath[0] === 'kubernetes' && mayServeApi(node, lab)),
    );
    if (owner) {
      yield {
        rule:
          owner.path[0] === 'kubernetes'
            ? 'api-addr-is-node'
            : 'gateway-node-collision',
        path,
        message: `${node.address} is ${fieldOf(owner.path)} as well; ${
          owner.path[0] === 'kubernetes'
            ? 'only a single control plane may serve the API under its own address'
            : 'choose a free address'
        }`,
      };
    }
  }
};

/** With one control plane its own address can be the API's: there is nowhere to move it. */
function mayServeApi(node: Node, lab: ParsedLab): boolean {
  return (
    node.controller &&
    lab.nodes.filter(({ controller }) => controller).length === 1
  );
}

export const someNodeControls: LabRule = function* someNodeControls({ lab }) {
  if (!lab.nodes.some(({ controller }) => controller)) {
    yield {
      rule: 'no-control-plane',
      path: ['nodes'],
      message:
        'no node is a control plane; write controller: true for one or three',
    };
  }
};

export const appsHaveNodes: LabRule = function* appsHaveNodes({
  lab,
  fieldOf,
}) {
  const { schedule_on_control_planes } = lab.kubernetes;
  if (
    schedule_on_control_planes === false &&
    lab.nodes.every(({ controller }) => controller)
  ) {
    yield {
      rule: 'nothing-schedulable',
      path: ['kubernetes', 'schedule_on_control_planes'],
      message: `no node is left for apps; write true, or add a worker to ${fieldOf(
        ['nodes'],
      )}`,
    };
  }
};

export const nodesHaveSchematic: LabRule = function* nodesHaveSchematic({
  lab,
  fieldOf,
}) {
  for (const [index, node] of lab.nodes.entries()) {
    if (!node.schematic_id && !lab.talos.schematic_id) {
      yield {
        rule: 'missing-schematic',
        path: ['nodes', index, 'schematic_id'],
        message: `is missing for ${
          node.name
        }; write the id that factory.talos.dev shows, here or once as ${fieldOf(
          ['talos', 'schematic_id'],
        )}`,
      };
    }
  }
};

export const cephDisksAreFree: LabRule = function* cephDisksAreFree({ lab }) {
  for (const [index, node] of lab.nodes.entries()) {
    const seen = new Set<string>();
    for (const [at, disk] of node.ceph_disks.entries()) {
      const path = ['nodes', index, 'ceph_disks', at];
      if (disk === node.disk) {
        yield {
          rule: 'ceph-disk-is-install-disk',
          path,
          message: `${disk} is the disk Talos is installed on; Ceph needs a whole disk of its own`,
        };
      } else if (seen.has(disk)) {
        yield {
          rule: 'duplicate-ceph-disk',
          path,
          message: `${disk} is listed twice; list each disk once`,
        };
      }
      seen.add(disk);
    }
  }
};

export const hostsAreKnown: LabRule = function* hostsAreKnown({
  lab,
  fieldOf,
}) {
  yield* findRepeated(
    lab.hosts.map(({ name }, index) => ({
      path: ['hosts', index, 'name'],
      key: name,
      owner: `hosts[${index}]`,
    })),
    {
      rule: 'duplicate-host-names',
      what: 'the name of',
      advice: 'give each host its own',
    },
  );
  const names = lab.hosts.map(({ name }) => name);
  for (const [index, { host }] of lab.nodes.entries()) {
    if (host !== undefined && !names.includes(host)) {
      const meant = nearestName(host, names);
      yield {
        rule: 'unknown-host',
        path: ['nodes', index, 'host'],
        message: meant
          ? `no host is called ${host}; did you mean ${meant}?`
          : `no host is called ${host}; add it to ${fieldOf(['hosts'])}`,
      };
    }
  }
};
