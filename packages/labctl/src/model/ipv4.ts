/** An IPv4 network: its first address and the number of bits that name it. */
export interface Ipv4Network {
  readonly first: number;
  readonly prefixLength: number;
}

/** An inclusive range of IPv4 addresses, as numbers. */
export interface Ipv4Range {
  readonly start: number;
  readonly end: number;
}

const OCTET = /^(0|[1-9]\d{0,2})$/;

/** The address as a number from 0 to 2^32-1; `undefined` when it is not dotted decimal. */
export function parseIpv4(text: string): number | undefined {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every(octet => OCTET.test(octet))) {
    return undefined;
  }
  const numbers = octets.map(Number);
  return numbers.every(octet => octet <= 255)
    ? numbers.reduce((sum, octet) => sum * 256 + octet, 0)
    : undefined;
}

/** Dotted decimal of an address. */
export function formatIpv4(address: number): string {
  return [24, 16, 8, 0]
    .map(shift => Math.floor(address / 2 ** shift) % 256)
    .join('.');
}

/**
 * The network a CIDR names, host bits cleared; `undefined` when the text is no
 * IPv4 CIDR. Compare `formatNetwork` with the text to find host bits.
 */
export function parseNetwork(text: string): Ipv4Network | undefined {
  const [address, bits, ...rest] = text.split('/');
  const parsed = parseIpv4(address);
  if (
    parsed === undefined ||
    rest.length > 0 ||
    !/^\d{1,2}$/.test(bits ?? '') ||
    Number(bits) > 32
  ) {
    return undefined;
  }
  const prefixLength = Number(bits);
  const size = 2 ** (32 - prefixLength);
  return { first: Math.floor(parsed / size) * size, prefixLength };
}

/** CIDR of a network. */
export function formatNetwork(network: Ipv4Network): string {
  return `${formatIpv4(network.first)}/${network.prefixLength}`;
}

/** Every address of a network, network and broadcast addresses included. */
export function rangeOfNetwork(network: Ipv4Network): Ipv4Range {
  return {
    start: network.first,
    end: network.first + 2 ** (32 - network.prefixLength) - 1,
  };
}

/**
 * `a-b`, a CIDR or one address as a range; `undefined` when it is none of them
 * or ends before it begins.
 */
export function parseRange(text: string): Ipv4Range | undefined {
  if (text.includes('/')) {
    const network = parseNetwork(text);
    return network && rangeOfNetwork(network);
  }
  const [from, to = from, ...rest] = text.split('-').map(part => part.trim());
  const start = parseIpv4(from);
  const end = parseIpv4(to);
  return start === undefined ||
    end === undefined ||
    rest.length > 0 ||
    end < start
    ? undefined
    : { start, end };
}

/** True when all of `inner` lies in `outer`. */
export function isRangeInside(inner: Ipv4Range, outer: Ipv4Range): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** True when two ranges share an address. */
export function doRangesOverlap(one: Ipv4Range, other: Ipv4Range): boolean {
  return one.start <= other.end && other.start <= one.end;
}

/** True when the address text lies in the CIDR text; false when either is not readable. */
export function isAddressInside(address: string, cidr: string): boolean {
  const number = parseIpv4(address);
  const network = parseNetwork(cidr);
  return (
    number !== undefined &&
    network !== undefined &&
    isRangeInside({ start: number, end: number }, rangeOfNetwork(network))
  );
}

/** The nth address of a CIDR (0 is the network's own); `undefined` when it has fewer. */
export function nthAddress(cidr: string, index: number): string | undefined {
  const network = parseNetwork(cidr);
  return network && index < 2 ** (32 - network.prefixLength)
    ? formatIpv4(network.first + index)
    : undefined;
}
