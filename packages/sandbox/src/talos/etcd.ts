import { sha256 } from '../controllers/runtime/digest';
import type {
  MachineCondition,
  TalosCluster,
  TalosMachine,
} from './TalosMachine';

const QUOTA_BYTES = 2 * 2 ** 30;

/** 64 bits, so that a client which reads it as a number is found out. */
export function memberId(machine: TalosMachine): bigint {
  return (
    BigInt(`0x${sha256(`etcd ${machine.name}`).slice(0, 16)}`) | (1n << 63n)
  );
}

const planesOf = ({ machines }: TalosCluster) =>
  machines.filter(({ isControlPlane }) => isControlPlane);

/** The first member with power leads; undefined when too few have it. */
function leaderOf(cluster: TalosCluster): TalosMachine | undefined {
  const planes = planesOf(cluster);
  const alive = planes.filter(({ name }) => cluster.alive.has(name));
  return alive.length > planes.length / 2 ? alive[0] : undefined;
}

/** What `EtcdStatus` says of a member. */
export function etcdStatus(
  machine: TalosMachine,
  now: MachineCondition,
  cluster: TalosCluster,
) {
  const leader = leaderOf(cluster);
  const isFull = now.faults.has('etcd-nospace');
  const fileBytes = isFull ? QUOTA_BYTES + 4096 : 148 * 2 ** 20;
  const inUse = Math.round(fileBytes * (isFull ? 0.31 : 0.64));
  return {
    protocolVersion: '3.6.6',
    storageVersion: '3.6.0',
    dbSize: now.isDefragmented ? inUse : fileBytes,
    dbSizeInUse: inUse,
    leader: leader ? memberId(leader).toString() : '0',
    raftIndex: '182734',
    raftTerm: '7',
    raftAppliedIndex: '182734',
    errors: isFull ? [`memberID:${memberId(machine)} alarm:NOSPACE`] : [],
    isLearner: false,
    memberId: memberId(machine).toString(),
  };
}

/** All members, also those without power: etcd forgets none by itself. */
export function etcdMembers(cluster: TalosCluster) {
  return planesOf(cluster).map(machine => ({
    id: memberId(machine).toString(),
    hostname: machine.name,
    peerUrls: [`https://${machine.address}:2380`],
    clientUrls: [`https://${machine.address}:2379`],
    isLearner: false,
  }));
}

/** Alarms belong to the cluster: every member tells all of them. */
export function etcdAlarms(
  cluster: TalosCluster,
  faultsOf: (machine: TalosMachine) => MachineCondition['faults'],
) {
  return planesOf(cluster)
    .filter(machine => faultsOf(machine).has('etcd-nospace'))
    .map(machine => ({
      memberId: memberId(machine).toString(),
      alarm: 'NOSPACE',
    }));
}
