/**
 * The overview: what is wrong now, and what there is.
 *
 * @packageDocumentation
 */
export { labPlugin as default } from './plugin';
export { overviewTranslationRef } from './translation';
