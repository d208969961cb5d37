import type { DoctorRule } from './DoctorRule';
import {
  disksAreSealed,
  extensionsArePresent,
  hostsAreNotOvercommitted,
  machinesAreLargeEnough,
  mtuIsTheSame,
  nodesRunOnMachines,
  overlayFits,
} from './machineRules';
import {
  dhcpLeavesRoom,
  nodesResolveOutside,
  someNodeAnnounces,
  tokenIsNotInClear,
} from './networkRules';
import {
  cephHasHosts,
  controlPlanesAreOdd,
  etcdIsSpread,
  longhornHasNodes,
  workersHaveCompany,
} from './quorumRules';
import {
  backupHasTarget,
  etcdIsSaved,
  keyHasSecondCopy,
  machinesCanMove,
  machinesKeepTheirState,
  secretsHaveRecipients,
  volumesHaveBackup,
} from './safetyRules';

export const DOCTOR_RULES: readonly DoctorRule[] = [
  controlPlanesAreOdd,
  etcdIsSpread,
  workersHaveCompany,
  cephHasHosts,
  longhornHasNodes,
  machinesAreLargeEnough,
  hostsAreNotOvercommitted,
  nodesRunOnMachines,
  extensionsArePresent,
  overlayFits,
  disksAreSealed,
  mtuIsTheSame,
  dhcpLeavesRoom,
  someNodeAnnounces,
  nodesResolveOutside,
  tokenIsNotInClear,
  volumesHaveBackup,
  backupHasTarget,
  etcdIsSaved,
  secretsHaveRecipients,
  keyHasSecondCopy,
  machinesKeepTheirState,
  machinesCanMove,
];
