/**
 * Serves what is known of the machines of all Talos clusters.
 *
 * @packageDocumentation
 */
export { talosPlugin as default } from './plugin';
