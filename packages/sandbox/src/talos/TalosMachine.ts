import type { ConfiguredHost } from './machineConfig';
import type { TalosFault } from './TalosFault';

/** A machine of the lab as its Talos knows it. */
export interface TalosMachine {
  readonly name: string;
  readonly address: string;
  readonly isControlPlane: boolean;
  readonly version: string;
  readonly schematic: string;
  readonly installDisk: string;
  readonly otherDisks: readonly string[];
  readonly mtu: number;
  readonly timeServers: readonly string[];
  /** Its machine config, as text; unset: the least that one can be. */
  readonly config?: string;
  /** What the config makes; unset: nothing besides what every machine has. */
  readonly configured?: ConfiguredHost;
}

/** What the machine is like right now. */
export interface MachineCondition {
  /** Its Kubernetes Node, as far as there is one. */
  readonly node?: {
    readonly isReady: boolean;
    readonly isUnschedulable: boolean;
    /** Of Talos, as the node tells it. */
    readonly version?: string;
    /** What Talos is doing; unset: it runs. */
    readonly stage?: string;
    readonly labels: Readonly<Record<string, string>>;
  };
  readonly faults: ReadonlySet<TalosFault>;
  /** Services that are being started again. */
  readonly restarting?: ReadonlySet<string>;
  /** On its way down, to come up again. */
  readonly isRebooting?: boolean;
  /** How often it has started since the lab began. */
  readonly boots?: number;
  /** The file of etcd holds no holes. */
  readonly isDefragmented?: boolean;
}

/** What all machines of the lab share. */
export interface TalosCluster {
  readonly machines: readonly TalosMachine[];
  /** The address of the control plane that one machine holds; unset for none. */
  readonly sharedAddress?: string;
  /** Machines that have power, by name. */
  readonly alive: ReadonlySet<string>;
}

/** The version that an upgrade which rolled itself back leaves behind. */
export const OLDER_VERSION = 'v1.13.8';

/** What the machine runs; talosctl prints it too. */
export function versionOf(
  machine: TalosMachine,
  now: MachineCondition,
): string {
  return now.faults.has('old-version')
    ? OLDER_VERSION
    : now.node?.version ?? machine.version;
}
