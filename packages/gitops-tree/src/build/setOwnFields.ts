import { isRecord } from '../read/isRecord';

/**
 * Merges `values` into the mapping at a path of keys. A `[]` part steps into
 * every item of a list. Missing mappings are made when `create` is set, else
 * nothing happens there.
 */
export function setOwnFields(
  target: unknown,
  path: readonly string[],
  options: { values: Readonly<Record<string, string>>; create: boolean },
) {
  if (!isRecord(target)) {
    return;
  }
  const [key, ...rest] = path;
  if (key === undefined) {
    Object.assign(target, options.values);
    return;
  }
  if (key.endsWith('[]')) {
    const list = target[key.slice(0, -2)];
    for (const item of Array.isArray(list) ? list : []) {
      setOwnFields(item, rest, options);
    }
    return;
  }
  if (options.create && (target[key] === undefined || target[key] === null)) {
    target[key] = {};
  }
  setOwnFields(target[key], rest, options);
}
