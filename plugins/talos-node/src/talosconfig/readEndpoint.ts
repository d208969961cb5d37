import { isIPv6 } from 'node:net';
import { TalosconfigError } from './TalosconfigError';

/** Where apid listens; siderolabs/talos pkg/machinery/constants. */
const DEFAULT_PORT = 50000;

/** An endpoint as it is dialled: with a port, and brackets around an IPv6 address. */
export function readEndpoint(text: string): string {
  const endpoint = text.trim();
  if (isIPv6(endpoint)) {
    return `[${endpoint}]:${DEFAULT_PORT}`;
  }
  const [, host, port = String(DEFAULT_PORT)] =
    /^(\[[0-9a-fA-F:.]+\]|[^\s:/[\]]+)(?::(\d{1,5}))?$/.exec(endpoint) ?? [];
  if (!host || Number(port) < 1 || Number(port) > 65535) {
    throw new TalosconfigError('bad-endpoint', {
      message: `The endpoint "${endpoint}" of the talosconfig is no address.`,
      nextStep:
        'Write a host name, an IPv4 or an IPv6 address, with a port if it is not 50000.',
    });
  }
  return `${host}:${Number(port)}`;
}
