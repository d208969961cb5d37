const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const UID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Fields whose value is the server's own choice: only whether they are there counts. */
const OPAQUE = new Set(['resourceVersion', 'continue', 'uid', 'selfLink']);

/**
 * What two servers must agree on: identities, times and versions are replaced by
 * words, texts that quote them too; the order of what has an order is kept.
 *
 * @param value - JSON as a server answered it
 */
export function normalize(value: unknown): unknown {
  return walk(value, '');
}

function walk(value: unknown, key: string): unknown {
  if (Array.isArray(value)) {
    const items = value.map(item => walk(item, key));
    return key === 'managedFields' ? items.sort(byWriter) : items;
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, child]) => [name, walk(child, name)]),
    );
  }
  return typeof value === 'string' ? word(value, key) : value;
}

/** Entries of managedFields are in the order of their times, to the second. */
function byWriter(a: any, b: any): number {
  const writer = (entry: any) =>
    [entry.manager, entry.operation, entry.subresource ?? ''].join(' ');
  return writer(a) < writer(b) ? -1 : 1;
}

function word(text: string, key: string): string {
  if (OPAQUE.has(key)) {
    return text === '' ? '' : `<${key}>`;
  }
  if (TIME.test(text)) {
    return '<time>';
  }
  return text
    .replace(UID, '<uid>')
    .replace(/(resource version: )\d+( \(\d+\))?/g, '$1<n>')
    .replace(/(current: )\d+/g, '$1<n>');
}
