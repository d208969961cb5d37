import { BlockList, isIP } from 'node:net';

/**
 * Networks that are somebody's own or no place at all, by IANA's registries of
 * special-purpose addresses.
 */
const NOT_PUBLIC: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/** IPv6 gives out addresses of the whole network from here only. */
const GLOBAL_UNICAST = ['2000::', 3] as const;

/** Ways to write an IPv4 address into an IPv6 one, and documentation. */
const NOT_PUBLIC_V6: readonly (readonly [string, number])[] = [
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
];

const notPublic = new BlockList();
NOT_PUBLIC.forEach(([net, bits]) => notPublic.addSubnet(net, bits, 'ipv4'));
NOT_PUBLIC_V6.forEach(([net, bits]) => notPublic.addSubnet(net, bits, 'ipv6'));
const globalUnicast = new BlockList();
globalUnicast.addSubnet(GLOBAL_UNICAST[0], GLOBAL_UNICAST[1], 'ipv6');

/** Whether an IP address belongs to the whole network, and to nobody's own. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !notPublic.check(address, 'ipv4');
    case 6:
      return (
        globalUnicast.check(address, 'ipv6') &&
        !notPublic.check(address, 'ipv6')
      );
    default:
      return false;
  }
}
