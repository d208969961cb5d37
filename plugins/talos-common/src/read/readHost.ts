import { fieldsOf, textOf } from '@homestage/backstage-plugin-lab-common';
import type { HostFacts } from '../facts/MachineFacts';
import type { MachineSnapshot } from '../facts/snapshots';
import { messageOf, resourceOf } from './fields';

/** Who makes virtual machines, by what their SMBIOS says. */
const HYPERVISORS: ReadonlyArray<readonly [pattern: RegExp, name: string]> = [
  [/kubevirt/i, 'KubeVirt'],
  [/qemu|standard pc \(|kvm/i, 'QEMU/KVM'],
  [/vmware/i, 'VMware'],
  [/virtualbox|innotek/i, 'VirtualBox'],
  [/microsoft corporation virtual machine/i, 'Hyper-V'],
  [/\bxen\b/i, 'Xen'],
  [/parallels/i, 'Parallels'],
  [/apple.*virtual/i, 'Apple Virtualization'],
  [/bhyve/i, 'bhyve'],
  [/amazon ec2/i, 'Amazon EC2'],
  [/google compute engine/i, 'Google Compute Engine'],
  [/hetzner/i, 'Hetzner Cloud'],
  [/digitalocean/i, 'DigitalOcean'],
  [/openstack/i, 'OpenStack'],
];

/** Platforms of Talos that are clouds; source: its platform documentation. */
const CLOUDS =
  /^(akamai|aws|azure|cloudstack|digital-ocean|exoscale|gcp|hcloud|opennebula|openstack|oracle|scaleway|upcloud|vultr)$/;

/** What boards and makers write where they had nothing to say. */
const EMPTY =
  /^(to be filled by o\.?e\.?m\.?|default string|system (manufacturer|product name)|not (specified|applicable)|unknown|none|o\.e\.m\.|\.*)$/i;

const saidOf = (value: unknown) => {
  const text = textOf(value)?.trim();
  return text && !EMPTY.test(text) ? text : undefined;
};

/** What the machine runs on; undefined: nothing told it. */
export function readHost(machine: MachineSnapshot): HostFacts | undefined {
  const system = fieldsOf(resourceOf(machine, 'system')?.spec);
  const metadata = fieldsOf(resourceOf(machine, 'platformMetadata')?.spec);
  const { name, mode } = fieldsOf(messageOf(machine, 'version')?.platform);
  const platform = textOf(metadata.platform) ?? textOf(name);
  const said = [
    saidOf(system.manufacturer),
    saidOf(system.productName),
  ].flatMap(text => text ?? []);
  const product = [...new Set(said)].join(' ');
  if (platform === 'container' || mode === 'container') {
    return { kind: 'container', name: 'a container' };
  }
  const hypervisor = HYPERVISORS.find(([pattern]) => pattern.test(product));
  const zone = textOf(metadata.zone) ?? textOf(metadata.region);
  const place = platform && CLOUDS.test(platform) ? platform : undefined;
  if (hypervisor || place) {
    const type = textOf(metadata.instanceType);
    return {
      kind: 'virtual',
      name: [hypervisor?.[1] ?? place, type, zone].filter(Boolean).join(', '),
    };
  }
  return product ? { kind: 'physical', name: product } : undefined;
}
