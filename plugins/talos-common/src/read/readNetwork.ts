import {
  fieldsOf,
  textOf,
  timestampOf,
} from '@homestage/backstage-plugin-lab-common';
import type {
  AddressFacts,
  BgpPeerFacts,
  DnsUpstreamFacts,
  LinkFacts,
  ProbeFacts,
} from '../facts/MachineFacts';
import type { MachineSnapshot } from '../facts/snapshots';
import { booleanOf, countOf, resourcesOf, textsOf } from './fields';

/** The kernel writes this when it does not know the speed, and -1 for none. */
const UNKNOWN_SPEED = 4294967295;

/** Links, those of pods left out. */
export function readLinks(
  machine: MachineSnapshot,
): readonly LinkFacts[] | undefined {
  return resourcesOf(machine, 'links')
    ?.filter(({ id }) => !/^(lxc|veth|cali|cilium)/.test(id))
    .map(({ id, spec, updated }) => {
      const link = fieldsOf(spec);
      const kind = textOf(link.kind);
      const speed = countOf(link.speedMbit);
      const isVlan = kind === 'vlan';
      return {
        id,
        aliases: [textOf(link.alias) ?? [], textsOf(link.altNames)].flat(),
        kind,
        // Only real devices have no kind; the loopback is one of type loopback.
        isPhysical: kind === undefined && textOf(link.type) === 'ether',
        state: textOf(link.operationalState),
        isUp: booleanOf(link.linkState),
        speedMbit:
          speed && speed > 0 && speed !== UNKNOWN_SPEED ? speed : undefined,
        duplex: textOf(link.duplex),
        mtu: countOf(link.mtu),
        mac: textOf(link.hardwareAddr),
        permanentMac: textOf(link.permanentAddr),
        driver: textOf(link.driver),
        busPath: textOf(link.busPath),
        pciId: textOf(link.pciID),
        index: countOf(link.index),
        masterIndex: countOf(link.masterIndex),
        parentIndex: isVlan ? countOf(link.linkIndex) : undefined,
        vlanId: isVlan ? countOf(fieldsOf(link.vlan).vlanID) : undefined,
        bondMode:
          kind === 'bond' ? textOf(fieldsOf(link.bondMaster).mode) : undefined,
        since: updated,
      };
    });
}

/** Addresses that others can reach it by. */
export function readAddresses(
  machine: MachineSnapshot,
): readonly AddressFacts[] | undefined {
  return resourcesOf(machine, 'addresses')?.flatMap(({ spec }) => {
    const status = fieldsOf(spec);
    const address = textOf(status.address);
    const scope = textOf(status.scope);
    return address && scope !== 'host' && scope !== 'link'
      ? { address, link: textOf(status.linkName), scope }
      : [];
  });
}

/** Talos writes whether one is healthy as a text. */
function isTrue(value: unknown): boolean | undefined {
  return value === 'true' || value === 'false'
    ? value === 'true'
    : booleanOf(value);
}

export function readDnsUpstreams(
  machine: MachineSnapshot,
): readonly DnsUpstreamFacts[] | undefined {
  return resourcesOf(machine, 'dnsUpstreams')?.map(({ id, spec }) => {
    const upstream = fieldsOf(spec);
    return {
      address: textOf(upstream.addr) ?? id,
      isHealthy: isTrue(upstream.healthy),
    };
  });
}

export function readProbes(
  machine: MachineSnapshot,
): readonly ProbeFacts[] | undefined {
  return resourcesOf(machine, 'probes')?.map(({ id, spec, updated }) => ({
    id,
    isSuccessful: booleanOf(fieldsOf(spec).success),
    error: textOf(fieldsOf(spec).lastError),
    since: updated,
  }));
}

export function readBgpPeers(
  machine: MachineSnapshot,
): readonly BgpPeerFacts[] | undefined {
  return resourcesOf(machine, 'bgpPeers')?.map(({ id, spec }) => {
    const peer = fieldsOf(spec);
    return {
      peer: textOf(peer.peer) ?? id,
      asn: countOf(peer.peerASN),
      state: textOf(peer.state),
      since: timestampOf(peer.since),
    };
  });
}
