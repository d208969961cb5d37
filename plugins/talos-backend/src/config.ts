import type { Config } from '@backstage/config';

const KEY = 'homestage.talos.clusters';

/** Where a talosconfig is. */
export interface TalosconfigSettings {
  /** Path. */
  readonly talosconfig: string;
  readonly context?: string;
}

/** One cluster of the configuration. */
export interface TalosClusterSettings extends TalosconfigSettings {
  readonly name: string;
  /** Reads machine configs, to compare them with Git. */
  readonly administrator?: TalosconfigSettings;
  /** Acts; the one that reads does when unset. */
  readonly actions?: TalosconfigSettings;
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
      administrator: readCredential(each, 'administrator'),
      actions: readCredential(each, 'actions'),
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

function readCredential(
  cluster: Config,
  key: 'administrator' | 'actions',
): TalosconfigSettings | undefined {
  const credential = cluster.getOptionalConfig(key);
  return (
    credential && {
      talosconfig: credential.getString('talosconfig'),
      context: credential.getOptionalString('context'),
    }
  );
}

/** What an operator of the portal says of actions. */
export interface TalosActionSettings {
  /** False unless the configuration says otherwise. */
  readonly isEnabled: boolean;
  /** The switch of the whole portal. */
  readonly isReadOnly: boolean;
}

/** Reads whether anything may be done to machines. */
export function readTalosActions(config: Config): TalosActionSettings {
  return {
    isEnabled:
      config.getOptionalBoolean('homestage.talos.actions.enabled') ?? false,
    isReadOnly: config.getOptionalBoolean('homestage.readOnly') ?? false,
  };
}
