import {
  isRangeInside,
  doRangesOverlap,
  parseIpv4,
  parseRange,
} from '../model/ipv4';
import { fixedAddresses } from '../validate/addressRules';
import type { DoctorRule } from './DoctorRule';

/** What the router hands out may meet what is fixed. */
export const dhcpLeavesRoom: DoctorRule = function* dhcpLeavesRoom(context) {
  const { lab, fieldOf } = context;
  const range = lab.network.dhcp_range && parseRange(lab.network.dhcp_range);
  if (!range) {
    yield {
      rule: 'unknown-dhcp-range',
      severity: 'info',
      path: ['network', 'dhcp_range'],
      message:
        'is not written, so nobody can tell whether a fixed address lies in it; write what the router hands out, like 192.168.42.100-192.168.42.199',
    };
    return;
  }
  const isInRange = (address: string) => {
    const number = parseIpv4(address);
    return (
      number !== undefined &&
      isRangeInside({ start: number, end: number }, range)
    );
  };
  for (const { path, address } of fixedAddresses(context)) {
    if (isInRange(address)) {
      yield {
        rule:
          path[0] === 'kubernetes'
            ? 'vip-in-dhcp-range'
            : 'gateway-in-dhcp-range',
        severity: 'error',
        path,
        message: `${address} lies in ${fieldOf([
          'network',
          'dhcp_range',
        ])}: the router may give it to another machine; move one of them`,
      };
    }
  }
  for (const [index, { address, name }] of lab.nodes.entries()) {
    if (isInRange(address)) {
      yield {
        rule: 'node-in-dhcp-range',
        severity: 'warning',
        path: ['nodes', index, 'address'],
        message: `${address} of ${name} lies in ${fieldOf([
          'network',
          'dhcp_range',
        ])}; reserve it in the router, or move it`,
      };
    }
  }
  for (const [index, text] of lab.load_balancer.pool.entries()) {
    const pool = parseRange(text);
    if (pool && doRangesOverlap(pool, range)) {
      yield {
        rule: 'pool-in-dhcp-range',
        severity: 'error',
        path: ['load_balancer', 'pool', index],
        message: `shares addresses with ${fieldOf([
          'network',
          'dhcp_range',
        ])}: one address may get two owners; move one of them`,
      };
    }
  }
};

/** Talos keeps control planes out of external load balancers by a label. */
export const someNodeAnnounces: DoctorRule = function* someNodeAnnounces({
  resolved,
}) {
  const { computed, cluster } = resolved;
  if (
    computed.workers.length === 0 &&
    cluster.load_balancer.kind !== 'none' &&
    !computed.bgp_enabled
  ) {
    yield {
      rule: 'only-control-planes-announce',
      severity: 'info',
      path: ['load_balancer', 'kind'],
      message:
        'only control planes are there to announce addresses; they have the label node.kubernetes.io/exclude-from-external-load-balancers unless the machine config removes it',
    };
  }
};

/** Names of a second domain stay at home; those of the first can be looked up by anyone. */
export const tokenIsNotInClear: DoctorRule = function* tokenIsNotInClear({
  lab,
}) {
  const { token } = lab.dns;
  if (token !== undefined && !token.startsWith('env:')) {
    yield {
      rule: 'token-in-clear',
      severity: 'error',
      path: ['dns', 'token'],
      message:
        'holds a token in clear in a file that belongs into Git; write env:CLOUDFLARE_TOKEN, and change the token if it was ever pushed',
    };
  }
};

/** AdGuard in the cluster must not be what the cluster itself asks. */
export const nodesResolveOutside: DoctorRule = function* nodesResolveOutside({
  resolved,
  lab,
}) {
  const inside = [
    resolved.cluster.gateways.dns,
    resolved.cluster.dns.adguard_addr,
  ];
  for (const [index, server] of lab.network.dns_servers.entries()) {
    if (inside.includes(server)) {
      yield {
        rule: 'dns-inside-cluster',
        severity: 'error',
        path: ['network', 'dns_servers', index],
        message: `${server} runs in the cluster: after a power cut nodes could pull no image; write a resolver outside`,
      };
    }
  }
};
