/**
 * Serves the state of Flux from the watch cache
 *
 * @packageDocumentation
 */
export { fluxPlugin as default } from './plugin';
