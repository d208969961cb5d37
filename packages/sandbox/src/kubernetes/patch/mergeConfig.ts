import { isRecord } from '../store/json';
import { itemStep } from './fieldTree';
import { ListTopology } from './listTopology';

function mergeItems(
  live: unknown[],
  config: unknown[],
  options: {
    topology: ListTopology;
    path: readonly string[];
    keys: readonly string[];
  },
): unknown[] {
  const { topology, path, keys } = options;
  const given = new Map(config.map(item => [itemStep(keys, item), item]));
  const merged = live.map(item => {
    const step = itemStep(keys, item);
    if (!given.has(step)) {
      return item;
    }
    const next = mergeConfig(item, given.get(step), { topology, path });
    given.delete(step);
    return next;
  });
  return [...merged, ...given.values()];
}

/**
 * What server-side apply makes of a live value and the configuration: fields are
 * merged, keyed lists item by item, sets united, everything else replaced.
 * Changes neither of its inputs.
 */
export function mergeConfig(
  live: unknown,
  config: unknown,
  options: { topology: ListTopology; path?: readonly string[] },
): unknown {
  const { topology, path = [] } = options;
  if (isRecord(live) && isRecord(config)) {
    const merged: Record<string, unknown> = { ...live };
    for (const [field, child] of Object.entries(config)) {
      merged[field] = mergeConfig(live[field], child, {
        topology,
        path: [...path, field],
      });
    }
    return merged;
  }
  if (Array.isArray(live) && Array.isArray(config)) {
    const kind = topology(path);
    if (kind === 'set') {
      return [...live, ...config.filter(item => !live.includes(item))];
    }
    if (kind !== 'atomic') {
      return mergeItems(live, config, { topology, path, keys: kind });
    }
  }
  return config;
}
