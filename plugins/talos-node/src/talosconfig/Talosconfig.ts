import type { CertificateFacts } from '@homestage/backstage-plugin-talos-common';

/**
 * One context of a talosconfig, ready for use. The key must not be logged.
 *
 * @public
 */
export interface Talosconfig {
  readonly context: string;
  /** Host with port, IPv6 in brackets. */
  readonly endpoints: readonly string[];
  /** Addresses of machines; empty when the file names none. */
  readonly nodes: readonly string[];
  /** PEM. */
  readonly ca: string;
  /** PEM. */
  readonly certificate: string;
  /** PEM, with the label that OpenSSL knows. */
  readonly key: string;
  readonly roles: readonly string[];
  /** The client certificate and its authority. */
  readonly certificates: readonly CertificateFacts[];
}
