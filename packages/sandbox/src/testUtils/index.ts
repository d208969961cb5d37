/**
 * The lab as tests start it, and point a portal at it
 *
 * @packageDocumentation
 */
export { portalConfig } from './portalConfig';
export type { LabAddresses, PortalConfig } from './portalConfig';
export { startEmbeddedLab } from './startEmbeddedLab';
export type { EmbeddedLab } from './startEmbeddedLab';
export { startTestForge } from './startTestForge';
export type { TestForge } from './startTestForge';
export { startTestTalos, TEST_PATCHES } from './startTestTalos';
export type { TestTalos } from './startTestTalos';
export { waitFor } from './waitFor';
export type { WaitOptions } from './waitFor';
