import { minorText, type Version } from './version';

/**
 * What one minor version of Talos 1 works with. Kubernetes is by its minor version
 * too, both ends among it.
 *
 * @public
 */
export interface TalosRelease {
  readonly minor: number;
  /** The oldest minor version that may be upgraded to it. */
  readonly upgradesFrom: number;
  readonly kubernetes: readonly [oldest: number, newest: number];
  /** The newest patch that this table knows; there may be newer ones. */
  readonly newestKnown: string;
  /** What people should know before they go there. */
  readonly notes: readonly string[];
}

/**
 * The releases of Talos that Homestage knows, oldest first.
 *
 * Source: MinimumHostUpgradeVersion, MinimumKubernetesVersion and
 * MaximumKubernetesVersion in siderolabs/talos
 * pkg/machinery/compatibility/talos1NN/talos1NN.go (v1.13.9, and v1.14.0-alpha.2 for
 * 1.14); the notes are from its release notes.
 *
 * @public
 */
export const TALOS_RELEASES: readonly TalosRelease[] = [
  {
    minor: 10,
    upgradesFrom: 8,
    kubernetes: [28, 33],
    newestKnown: 'v1.10.9',
    notes: [],
  },
  {
    minor: 11,
    upgradesFrom: 9,
    kubernetes: [29, 34],
    newestKnown: 'v1.11.6',
    notes: [],
  },
  {
    minor: 12,
    upgradesFrom: 10,
    kubernetes: [30, 35],
    newestKnown: 'v1.12.11',
    notes: [
      'Client certificates need the usage clientAuth: a talosconfig from before 1.6 may be refused.',
      'machine.network is deprecated in favour of documents of their own; it still works.',
    ],
  },
  {
    minor: 13,
    upgradesFrom: 11,
    kubernetes: [31, 36],
    newestKnown: 'v1.13.9',
    notes: [
      'Bootstrap manifests are applied on the server’s side, with an inventory.',
    ],
  },
  {
    minor: 14,
    upgradesFrom: 12,
    kubernetes: [32, 37],
    newestKnown: 'v1.14.0',
    notes: [
      'There is no plain installer any more: the image has to come from the Image Factory, with the machine’s schematic.',
      'The API server and etcd take TLS 1.3 and later only.',
      'The default time server is asked by NTS, which fails where NTP is intercepted.',
      'Workload isolation breaks in-tree iSCSI volumes where it is turned on.',
    ],
  },
];

/** The release of a minor version; undefined: the table does not know it. */
export function releaseOf(minor: number): TalosRelease | undefined {
  return TALOS_RELEASES.find(release => release.minor === minor);
}

const OLDEST_KNOWN = TALOS_RELEASES[0].minor;

/** The newest minor version of the table. */
export const NEWEST_KNOWN = TALOS_RELEASES.at(-1)!.minor;

/**
 * That a version of Talos is beyond what Homestage knows, in one sentence; undefined
 * where the table has it. What is said of such a machine may be wrong or missing.
 */
export function tellBeyondKnown({ major, minor }: Version): string | undefined {
  const name = `Talos ${major}.${minor}`;
  if (major > 1 || (major === 1 && minor > NEWEST_KNOWN)) {
    return `${name} is newer than what Homestage knows, which ends with ${minorText(
      NEWEST_KNOWN,
    )}.`;
  }
  return major < 1 || minor < OLDEST_KNOWN
    ? `${name} is older than what Homestage knows, which begins with ${minorText(
        OLDEST_KNOWN,
      )}.`
    : undefined;
}
