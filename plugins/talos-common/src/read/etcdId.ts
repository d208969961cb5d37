/**
 * The id of an etcd member in hex, as talosctl prints it. Ids have 64 bits, so they
 * come as text; undefined for what is no id.
 *
 * @public
 */
export function etcdIdOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^\d+$/.test(text) && text !== '0'
    ? BigInt(text).toString(16).padStart(16, '0')
    : undefined;
}

/** The id as a resource has it: hex already. */
export function etcdHexOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[0-9a-fA-F]{1,16}$/.test(value)
    ? value.toLowerCase().padStart(16, '0')
    : undefined;
}
