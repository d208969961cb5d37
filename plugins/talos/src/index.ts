/**
 * The Talos page, and what is known of a machine on its entity page.
 *
 * @packageDocumentation
 */
export { talosPlugin as default } from './plugin';
export { talosApiRef } from './api/talosApiRef';
export { talosLiveApiRef } from './api/talosLiveApiRef';
export { talosTranslationRef } from './translation';
