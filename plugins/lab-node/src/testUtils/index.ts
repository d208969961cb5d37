/**
 * What tests of plugins put in the place of the cluster store
 *
 * @packageDocumentation
 */
export { FakeClusterStore } from './FakeClusterStore';
export { ManualTimers } from './ManualTimers';
