import { addNamespace } from './addNamespace';
import { addVolume } from './addVolume';
import { decommissionApp } from './decommissionApp';
import { exposeApp } from './exposeApp';
import { suspendApp } from './suspendApp';
import { upgradeApp } from './upgradeApp';
import type { Wish } from './Wish';

/** All wishes by the name of their template. */
// Each has values of its own; its schema is what tells them.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export const WISHES: Readonly<Record<string, Wish<any>>> = {
  'add-namespace': addNamespace,
  'add-volume': addVolume,
  'decommission-app': decommissionApp,
  'expose-app': exposeApp,
  'suspend-app': suspendApp,
  'upgrade-app': upgradeApp,
};
