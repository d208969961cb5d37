import { addBackup } from './addBackup';
import { addBucket } from './addBucket';
import { addCache } from './addCache';
import { addDatabase } from './addDatabase';
import { addNamespace } from './addNamespace';
import { addNode } from './addNode';
import { addSecret } from './addSecret';
import { addVm } from './addVm';
import { addVolume } from './addVolume';
import { decommissionApp } from './decommissionApp';
import { exposeApp } from './exposeApp';
import { moveVolume } from './moveVolume';
import { restoreDatabase } from './restoreDatabase';
import { suspendApp } from './suspendApp';
import { upgradeApp } from './upgradeApp';
import { upgradeKubernetes, upgradeTalos } from './upgradeCluster';
import type { Wish } from './Wish';

/** All wishes by the name of their template. */
export const WISHES: Readonly<Record<string, Wish>> = {
  'add-backup': addBackup,
  'add-bucket': addBucket,
  'add-cache': addCache,
  'add-database': addDatabase,
  'add-namespace': addNamespace,
  'add-node': addNode,
  'add-secret': addSecret,
  'add-vm': addVm,
  'add-volume': addVolume,
  'decommission-app': decommissionApp,
  'expose-app': exposeApp,
  'move-volume': moveVolume,
  'restore-database': restoreDatabase,
  'suspend-app': suspendApp,
  'upgrade-app': upgradeApp,
  'upgrade-kubernetes': upgradeKubernetes,
  'upgrade-talos': upgradeTalos,
};
