import { formatIp, parseIpRange, rangeOf } from '../../read/IpRange';
import type { IpRange } from '../../read/IpRange';
import { field } from '../../read/field';
import { listField } from '../../read/listField';
import { textField } from '../../read/textField';
import { textList } from '../../read/textList';
import type { TreeAddressPool, TreeObject } from '../../types';
import { declarationOf } from './declarationOf';

/** The typed view of Cilium's and MetalLB's pools of addresses. */
export function toAddressPool(object: TreeObject): TreeAddressPool | undefined {
  const { group, kind } = object;
  if (group === 'cilium.io' && kind === 'CiliumLoadBalancerIPPool') {
    return toPool(object, { provider: 'cilium', ranges: ciliumRanges(object) });
  }
  if (group === 'metallb.io' && kind === 'IPAddressPool') {
    const ranges = textList(object.manifest.spec, 'addresses').map(
      parseIpRange,
    );
    return toPool(object, { provider: 'metallb', ranges });
  }
  return undefined;
}

function toPool(
  object: TreeObject,
  pool: {
    provider: TreeAddressPool['provider'];
    ranges: readonly (IpRange | undefined)[];
  },
): TreeAddressPool {
  const read = pool.ranges.filter(range => range !== undefined);
  return {
    ...declarationOf(object),
    name: object.name,
    provider: pool.provider,
    blocks: read.map(({ family, first, last }) => ({
      first: formatIp(family, first),
      last: formatIp(family, last),
    })),
    isResolved: read.length === pool.ranges.length,
    isDisabled: field(object.manifest.spec, 'disabled') === true,
  };
}

/** `allowFirstLastIPs: "No"` keeps the ends of a CIDR back, unless it has no more than two addresses. */
function ciliumRanges({ manifest }: TreeObject): (IpRange | undefined)[] {
  const isWhole = textField(manifest.spec, 'allowFirstLastIPs') !== 'No';
  return listField(manifest.spec, 'blocks').map(block => {
    const start = textField(block, 'start');
    if (start) {
      return rangeOf(start, textField(block, 'stop') ?? start);
    }
    const range = parseIpRange(textField(block, 'cidr') ?? '');
    return range && !isWhole && range.last - range.first > 1n
      ? { ...range, first: range.first + 1n, last: range.last - 1n }
      : range;
  });
}
