import { isRecord } from '../../read/isRecord';
import { field } from '../../read/field';
import { listField } from '../../read/listField';
import { textField } from '../../read/textField';
import type { Manifest, TreeAddress } from '../../types';

/** An address before its place is looked up. */
export type AddressView = Pick<
  TreeAddress,
  'address' | 'provider' | 'sharingKey'
>;

/** Keys that ask for an address, by who answers. Source: the documents of each load balancer. */
const ASKING: Readonly<Record<string, TreeAddress['provider']>> = {
  'lbipam.cilium.io/ips': 'cilium',
  'io.cilium/lb-ipam-ips': 'cilium',
  'metallb.io/loadBalancerIPs': 'metallb',
  'metallb.universe.tf/loadBalancerIPs': 'metallb',
  'kube-vip.io/loadbalancerIPs': 'kube-vip',
  loadBalancerIP: 'any',
};

const SHARING = [
  'lbipam.cilium.io/sharing-key',
  'io.cilium/lb-ipam-sharing-key',
  'metallb.io/allow-shared-ip',
  'metallb.universe.tf/allow-shared-ip',
];

const ASKING_KINDS = new Set([
  'Service',
  'Gateway',
  'EnvoyProxy',
  'HelmRelease',
]);

/** The load-balancer addresses that an object asks for, anywhere in it: charts put their Services' annotations at many places. */
export function readAddresses(manifest: Manifest): AddressView[] {
  if (!ASKING_KINDS.has(manifest.kind)) {
    return [];
  }
  const found: AddressView[] = [];
  collect(manifest.metadata.annotations, found);
  collect(manifest.spec, found);
  if (manifest.kind === 'Gateway') {
    for (const entry of listField(manifest.spec, 'addresses')) {
      const address = textField(entry, 'value');
      if (
        address &&
        (textField(entry, 'type') ?? 'IPAddress') === 'IPAddress'
      ) {
        found.push({ address, provider: 'any' });
      }
    }
  }
  return found;
}

function collect(value: unknown, found: AddressView[]) {
  if (Array.isArray(value)) {
    value.forEach(item => collect(item, found));
    return;
  }
  if (!isRecord(value) || field(value, 'enabled') === false) {
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    if (typeof item !== 'string') {
      collect(item, found);
    } else if (Object.hasOwn(ASKING, key)) {
      found.push(...split(item, ASKING[key], value));
    }
  }
}

function split(
  text: string,
  provider: TreeAddress['provider'],
  siblings: unknown,
): AddressView[] {
  const sharingKey = SHARING.map(key => textField(siblings, key)).find(Boolean);
  return text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
    .map(address => ({ address, provider, ...(sharingKey && { sharingKey }) }));
}
