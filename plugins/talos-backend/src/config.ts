import type { Config } from '@backstage/config';

const KEY = 'homestage.talos.clusters';

/** One cluster of the configuration. */
export interface TalosClusterSettings {
  readonly name: string;
  /** Path. */
  readonly talosconfig: string;
  readonly context?: string;
  /** Why it is not read. */
  readonly fault?: { readonly message: string; readonly nextStep: string };
}

/**
 * Reads the clusters. A second one of a name is not read, and says so, rather than
 * keep the portal from starting.
 *
 * @throws when a field is missing or of another type; the message names its key
 */
export function readTalosClusters(config: Config): TalosClusterSettings[] {
  const names = new Set<string>();
  return (config.getOptionalConfigArray(KEY) ?? []).map((each, index) => {
    const name = each.getString('name');
    const settings = {
      name,
      talosconfig: each.getString('talosconfig'),
      context: each.getOptionalString('context'),
    };
    if (!names.has(name)) {
      names.add(name);
      return settings;
    }
    return {
      ...settings,
      name: `${name} (${index + 1})`,
      fault: {
        message: `There are two Talos clusters with the name ${name}; only the first is read.`,
        nextStep: `Give the entry number ${index + 1} of ${KEY} another name.`,
      },
    };
  });
}
