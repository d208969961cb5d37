/**
 * The client of the Talos API, usable by others.
 *
 * @packageDocumentation
 */
export { TalosClient } from './client/TalosClient';
export type { ResourceChange, ResourceKind } from './client/TalosClient';
export { createFanOut } from './client/createFanOut';
export { describeTalosFailure } from './client/describeTalosFailure';
export type { TalosFailure } from './client/describeTalosFailure';
export { tellTalosFailure } from './client/tellTalosFailure';
export { readTalosconfig } from './talosconfig/readTalosconfig';
export type { Talosconfig } from './talosconfig/Talosconfig';
export { TalosconfigError } from './talosconfig/TalosconfigError';
export type { TalosconfigProblem } from './talosconfig/TalosconfigError';
export { TalosconfigFile } from './talosconfig/TalosconfigFile';
