/** Addresses from first to last, both included, as numbers; the family keeps IPv4 and IPv6 apart. */
export interface IpRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** One address. Undefined when the text is none. */
export function parseIp(
  text: string,
): { family: 4 | 6; value: bigint } | undefined {
  const four = parseIpv4(text);
  if (four !== undefined) {
    return { family: 4, value: four };
  }
  const six = text.includes(':') ? parseIpv6(text) : undefined;
  return six === undefined ? undefined : { family: 6, value: six };
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  const isAddress =
    parts.length === 4 &&
    parts.every(part => /^\d{1,3}$/.test(part) && Number(part) < 256);
  return isAddress
    ? parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n)
    : undefined;
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  const groupsOf = (half: string) => (half === '' ? [] : half.split(':'));
  const head = groupsOf(halves[0]);
  const tail = groupsOf(halves[1] ?? '');
  const missing = 8 - head.length - tail.length;
  const isComplete = halves.length === 1 ? missing === 0 : missing > 0;
  if (halves.length > 2 || !isComplete) {
    return undefined;
  }
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail];
  return groups.every(group => /^[0-9a-f]{1,4}$/i.test(group))
    ? groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n)
    : undefined;
}

/** `10.0.0.0/24`, `10.0.0.1-10.0.0.9` or one address. Undefined for anything else. */
export function parseIpRange(text: string): IpRange | undefined {
  const [from, to] = text.split('-').map(part => part.trim());
  if (to !== undefined) {
    return rangeOf(from, to);
  }
  const [base, length] = from.split('/');
  const address = parseIp(base);
  if (!address || length === undefined) {
    return address && rangeOf(base, base);
  }
  const bits = address.family === 4 ? 32 : 128;
  if (!/^\d{1,3}$/.test(length) || Number(length) > bits) {
    return undefined;
  }
  const size = 1n << BigInt(bits - Number(length));
  const first = (address.value / size) * size;
  return { family: address.family, first, last: first + size - 1n };
}

/** From one address to another; undefined unless both are of one family and in order. */
export function rangeOf(from: string, to: string): IpRange | undefined {
  const first = parseIp(from);
  const last = parseIp(to);
  return first &&
    last &&
    first.family === last.family &&
    first.value <= last.value
    ? { family: first.family, first: first.value, last: last.value }
    : undefined;
}

/** An address as people write it; IPv6 without abbreviation. */
export function formatIp(family: 4 | 6, value: bigint): string {
  const count = family === 4 ? 4 : 8;
  const size = family === 4 ? 256n : 65536n;
  const parts: string[] = [];
  for (let rest = value; parts.length < count; rest /= size) {
    parts.unshift((rest % size).toString(family === 4 ? 10 : 16));
  }
  return parts.join(family === 4 ? '.' : ':');
}
