import {
  doRangesOverlap,
  isAddressInside,
  isRangeInside,
  parseIpv4,
  parseNetwork,
  parseRange,
  rangeOfNetwork,
} from '../model/ipv4';
import type { FieldPath } from '../read/flatNames';
import type { LabRule, RuleContext } from './LabRule';

/** A fixed address that is not of a machine. */
interface FixedAddress {
  readonly path: FieldPath;
  readonly address: string;
}

/** The API's address and the gateways': every one has to be another. */
export function fixedAddresses({ resolved }: RuleContext): FixedAddress[] {
  const { kubernetes, gateways } = resolved.cluster;
  const candidates: [FieldPath, string | null][] = [
    [['kubernetes', 'api', 'addr'], kubernetes.api.addr],
    [['gateways', 'internal'], gateways.internal],
    [['gateways', 'dns'], gateways.dns],
    [['gateways', 'external'], gateways.external],
    [['dns', 'adguard_addr'], resolved.cluster.dns.adguard_addr],
  ];
  return candidates.flatMap(([path, address]) =>
    address === null ? [] : [{ path, address }],
  );
}

const NODE_CIDR: FieldPath = ['network', 'node_cidr'];
const POD_CIDR: FieldPath = ['kubernetes', 'pod_cidr'];
const SVC_CIDR: FieldPath = ['kubernetes', 'svc_cidr'];

/** Three networks, no address in two of them. */
export const networksAreApart: LabRule = function* networksAreApart({
  lab,
  fieldOf,
}) {
  const networks: [FieldPath, string][] = [
    [NODE_CIDR, lab.network.node_cidr],
    [POD_CIDR, lab.kubernetes.pod_cidr],
    [SVC_CIDR, lab.kubernetes.svc_cidr],
  ];
  for (const [index, [path, cidr]] of networks.entries()) {
    for (const [otherPath, otherCidr] of networks.slice(0, index)) {
      const range = parseRange(cidr);
      const other = parseRange(otherCidr);
      if (range && other && doRangesOverlap(range, other)) {
        const isSame = cidr === otherCidr;
        yield {
          rule: isSame ? 'overlapping-cidrs' : 'nested-cidr-overlap',
          path,
          message: `${cidr} ${
            isSame ? 'is' : 'shares addresses with'
          } ${fieldOf(otherPath)}${
            isSame ? '' : ` (${otherCidr})`
          } as well; choose a network of its own`,
        };
      }
    }
  }
};

/** CoreDNS is the 10th address, and a lab has dozens of services. */
export const serviceNetworkIsLargeEnough: LabRule =
  function* serviceNetworkIsLargeEnough({ lab, resolved }) {
    const { svc_cidr } = lab.kubernetes;
    const network = parseNetwork(svc_cidr);
    if (network && network.prefixLength > 24) {
      yield {
        rule: 'tiny-svc-cidr',
        path: SVC_CIDR,
        message: `${svc_cidr} has ${
          2 ** (32 - network.prefixLength)
        } addresses; choose a /24 or larger, usually a /16`,
      };
    } else if (
      !isAddressInside(resolved.cluster.kubernetes.coredns_addr, svc_cidr)
    ) {
      yield {
        rule: 'coredns-outside-svc-cidr',
        path: ['kubernetes', 'coredns_addr'],
        message: `not inside the network of the services; choose an address of ${svc_cidr}`,
      };
    }
  };

export const routerIsInside: LabRule = function* routerIsInside({ lab }) {
  const { default_gateway, node_cidr } = lab.network;
  if (default_gateway && !isAddressInside(default_gateway, node_cidr)) {
    yield {
      rule: 'default-gateway-outside-cidr',
      path: ['network', 'default_gateway'],
      message: `not inside ${node_cidr}; write the address of the router there`,
    };
  }
};

/** With BGP the router learns where the gateways are; without, they have to be neighbours. */
export const fixedAddressesAreInside: LabRule =
  function* fixedAddressesAreInside(context) {
    const { node_cidr } = context.lab.network;
    for (const { path, address } of fixedAddresses(context)) {
      const isApi = path[0] === 'kubernetes';
      const mayBeOutside = !isApi && context.resolved.computed.bgp_enabled;
      if (!mayBeOutside && !isAddressInside(address, node_cidr)) {
        yield {
          rule: isApi ? 'api-addr-outside-cidr' : 'gateway-outside-cidr',
          path,
          message: isApi
            ? `not inside ${node_cidr}; choose a free address there`
            : `not inside ${node_cidr}; choose a free address there, or announce it by BGP`,
        };
      }
    }
  };

export const fixedAddressesDiffer: LabRule = function* fixedAddressesDiffer(
  context,
) {
  const known = new Map<string, FieldPath>();
  const router = context.resolved.cluster.network.default_gateway;
  for (const { path, address } of fixedAddresses(context)) {
    const first = known.get(address);
    if (first) {
      yield {
        rule: 'duplicate-gateway-addrs',
        path,
        message: `${address} is ${context.fieldOf(
          first,
        )} as well; choose a free address`,
      };
    } else if (address === router) {
      yield {
        rule: 'gateway-uses-router-addr',
        path,
        message: `${address} is the router (${context.fieldOf([
          'network',
          'default_gateway',
        ])}); choose a free address`,
      };
    }
    known.set(address, first ?? path);
  }
};

/** What hands out addresses must not hand out one that is taken. */
export const poolIsFree: LabRule = function* poolIsFree(context) {
  const { lab, resolved, fieldOf } = context;
  const network = parseNetwork(lab.network.node_cidr);
  const taken: [string, string][] = [
    [fieldOf(['kubernetes', 'api', 'addr']), lab.kubernetes.api.addr],
    ['the router', resolved.cluster.network.default_gateway],
    ...lab.nodes.map(({ name, address }): [string, string] => [
      `node ${name}`,
      address,
    ]),
  ];
  for (const [index, text] of lab.load_balancer.pool.entries()) {
    const path = ['load_balancer', 'pool', index];
    const range = parseRange(text);
    if (!range) {
      continue;
    }
    for (const [owner, address] of taken) {
      const number = parseIpv4(address);
      if (
        number !== undefined &&
        isRangeInside({ start: number, end: number }, range)
      ) {
        yield {
          rule: 'address-in-pool',
          path,
          message: `holds ${address}, which is ${owner}; leave it out of the pool`,
        };
      }
    }
    if (
      network &&
      !resolved.computed.bgp_enabled &&
      !isRangeInside(range, rangeOfNetwork(network))
    ) {
      yield {
        rule: 'pool-outside-cidr',
        path,
        message: `not inside ${lab.network.node_cidr}; choose free addresses there, or announce them by BGP`,
      };
    }
    const twin = lab.load_balancer.pool.slice(0, index).find(other => {
      const otherRange = parseRange(other);
      return otherRange && doRangesOverlap(range, otherRange);
    });
    if (twin) {
      yield {
        rule: 'overlapping-pools',
        path,
        message: `shares addresses with ${twin}; write each address once`,
      };
    }
  }
};

/** A gateway asks the load balancer for its address; it has to be in the pool. */
export const gatewaysAreInPool: LabRule = function* gatewaysAreInPool(context) {
  const { pool } = context.lab.load_balancer;
  const ranges = pool.flatMap(text => parseRange(text) ?? []);
  if (ranges.length === 0) {
    return;
  }
  for (const { path, address } of fixedAddresses(context)) {
    const number = parseIpv4(address);
    const isInPool = ranges.some(
      range =>
        number !== undefined &&
        isRangeInside({ start: number, end: number }, range),
    );
    if (path[0] !== 'kubernetes' && !isInPool) {
      yield {
        rule: 'gateway-outside-pool',
        path,
        message: `${address} is in no range of ${context.fieldOf([
          'load_balancer',
          'pool',
        ])}; add it there, or choose an address of the pool`,
      };
    }
  }
};

export const dhcpRangeIsInside: LabRule = function* dhcpRangeIsInside({ lab }) {
  const network = parseNetwork(lab.network.node_cidr);
  const range = lab.network.dhcp_range && parseRange(lab.network.dhcp_range);
  if (network && range && !isRangeInside(range, rangeOfNetwork(network))) {
    yield {
      rule: 'dhcp-range-outside-cidr',
      path: ['network', 'dhcp_range'],
      message: `not inside ${lab.network.node_cidr}; write what the router hands out in that network`,
    };
  }
};
