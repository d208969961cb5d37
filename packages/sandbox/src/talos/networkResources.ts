import type { TalosResourceDraft } from './ResourceStore';
import type {
  MachineCondition,
  TalosCluster,
  TalosMachine,
} from './TalosMachine';

/** What somebody who edits a config by hand leaves the card with. */
export const EDITED_MTU = 1450;

const CARD = 'eth0';
/** Workers have a second one, for the copies that Ceph makes. */
const STORAGE_CARD = 'eth1';
/** As the machine configs of the lab have them. */
const NAME_SERVERS = ['1.1.1.1', '1.0.0.1'];

/** Links, addresses, and what a machine says of the network around it. */
export function networkResources(
  machine: TalosMachine,
  now: MachineCondition,
  cluster: TalosCluster,
): TalosResourceDraft[] {
  const { address, isControlPlane } = machine;
  const holder = cluster.machines.find(
    one => one.isControlPlane && cluster.alive.has(one.name),
  );
  const shared = holder === machine ? cluster.sharedAddress : undefined;
  return [
    linkStatus(CARD, {
      index: 2,
      alias: machine.configured?.linkAliases[0],
      hardwareAddr: hardwareAddressOf(machine, '00'),
      mtu: now.faults.has('config-edited') ? EDITED_MTU : machine.mtu,
      isDown: false,
      isSlow: now.faults.has('link-slow'),
    }),
    addressStatus(CARD, 2, `${address}/24`),
    ...(shared ? [addressStatus(CARD, 2, `${shared}/32`)] : []),
    ...(isControlPlane
      ? []
      : [
          linkStatus(STORAGE_CARD, {
            index: 3,
            hardwareAddr: hardwareAddressOf(machine, '01'),
            mtu: machine.mtu,
            isDown: now.faults.has('link-down'),
            isSlow: false,
          }),
          addressStatus(
            STORAGE_CARD,
            3,
            `192.168.43.${lastPartOf(machine)}/24`,
          ),
        ]),
    ...NAME_SERVERS.map((server, index) => ({
      namespace: 'network',
      type: 'DNSUpstreams.net.talos.dev',
      id: `#${String(index).padStart(3, '0')} ${server}`,
      spec: { addr: `${server}:53`, healthy: 'true' },
    })),
  ];
}

function lastPartOf({ address }: TalosMachine): string {
  return address.split('.')[3];
}

function hardwareAddressOf(machine: TalosMachine, card: string): string {
  const last = Number(lastPartOf(machine)).toString(16).padStart(2, '0');
  return `02:00:5e:10:${card}:${last}`;
}

function linkStatus(
  id: string,
  link: {
    index: number;
    alias?: string;
    hardwareAddr: string;
    mtu: number;
    /** No cable. */
    isDown: boolean;
    /** Of its pairs of wires two are left. */
    isSlow: boolean;
  },
): TalosResourceDraft {
  const { index, alias, hardwareAddr, mtu, isDown, isSlow } = link;
  return {
    namespace: 'network',
    type: 'LinkStatuses.net.talos.dev',
    id,
    spec: {
      ...(alias ? { alias } : {}),
      index,
      type: 'ether',
      linkIndex: 0,
      flags: isDown
        ? 'UP,BROADCAST,MULTICAST'
        : 'UP,BROADCAST,RUNNING,MULTICAST,LOWER_UP',
      hardwareAddr,
      permanentAddr: hardwareAddr,
      broadcastAddr: 'ff:ff:ff:ff:ff:ff',
      mtu,
      operationalState: isDown ? 'down' : 'up',
      kind: '',
      slaveKind: '',
      queueDisc: 'mq',
      driver: 'igc',
      pciID: '8086:15F3',
      linkState: !isDown,
      ...(isDown ? {} : { speedMbit: isSlow ? 100 : 2500 }),
      port: 'TwistedPair',
      duplex: duplexOf(link),
    },
  };
}

function duplexOf({ isDown, isSlow }: { isDown: boolean; isSlow: boolean }) {
  if (isDown) return 'Unknown';
  return isSlow ? 'Half' : 'Full';
}

function addressStatus(
  linkName: string,
  linkIndex: number,
  address: string,
): TalosResourceDraft {
  return {
    namespace: 'network',
    type: 'AddressStatuses.net.talos.dev',
    id: `${linkName}/${address}`,
    spec: {
      address,
      linkIndex,
      linkName,
      family: 'inet4',
      scope: 'global',
      flags: 'permanent',
      priority: 0,
    },
  };
}
