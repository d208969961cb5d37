/**
 * The Flux page, and what applies an app on its entity page.
 *
 * @packageDocumentation
 */
export { fluxPlugin as default } from './plugin';
export { fluxApiRef } from './api/fluxApiRef';
export { fluxTranslationRef } from './translation';
