import type {
  SourceState,
  SourceStatus,
} from '@homestage/backstage-plugin-lab-common';
import type { ConfigsSnapshot, DeclaredConfigs } from '../config/documents';
import type { KubernetesSnapshot } from '../kubernetes/kubernetesKinds';
import type { TalosPartId } from '../parts/talosParts';

/**
 * A COSI resource as a machine gives it, read from its YAML form.
 *
 * @public
 */
export interface TalosResource {
  readonly namespace: string;
  readonly type: string;
  readonly id: string;
  readonly version: string;
  readonly phase: string;
  /** ISO 8601; when it last changed, by the machine's clock. */
  readonly updated?: string;
  readonly spec: unknown;
}

/**
 * One part of a machine: what it said last, and how far that can be trusted.
 *
 * @public
 */
export interface TalosPartSnapshot {
  readonly status: SourceStatus;
  /** When it was last known to be true, ISO 8601; unset when never. */
  readonly asOf?: string;
  /** Why it is not live, in one sentence. */
  readonly message?: string;
  /** Resources of a watched part, in the order of their ids. */
  readonly resources?: readonly TalosResource[];
  /** Answer of a called part, 64-bit numbers as text. */
  readonly answer?: unknown;
}

/**
 * All that is known of one machine.
 *
 * @public
 */
export interface MachineSnapshot {
  readonly cluster: string;
  /** The address it is asked by: its identity. */
  readonly node: string;
  readonly state: SourceState;
  readonly parts: Readonly<Partial<Record<TalosPartId, TalosPartSnapshot>>>;
  /** Unset: nothing was seen that tells one boot from another. */
  readonly boots?: SeenBoots;
}

/**
 * The restarts of a machine that the portal saw.
 *
 * @public
 */
export interface SeenBoots {
  /** Since when it looks, ISO 8601. */
  readonly since: string;
  /** When it saw another boot, ISO 8601, oldest first; not all of long ago. */
  readonly seenAt: readonly string[];
}

/**
 * A certificate, never its key.
 *
 * @public
 */
export interface CertificateFacts {
  readonly kind: 'client' | 'ca' | 'serving';
  /** Whose it is: the context, the authority or the address. */
  readonly name: string;
  /** ISO 8601. */
  readonly notBefore: string;
  /** ISO 8601. */
  readonly notAfter: string;
  /** Roles of a client certificate, such as `os:reader`. */
  readonly roles?: readonly string[];
  /** When it was seen, ISO 8601. */
  readonly seenAt: string;
}

/**
 * Something that Git says, with its place.
 *
 * @public
 */
export interface Declared<T> {
  readonly value: T;
  readonly file: string;
  readonly line: number;
  /** Web address of the line; unset when the forge has none. */
  readonly url?: string;
}

/**
 * A disk as Git names it: by its path, its serial number, or by an expression that
 * only the machine can follow.
 *
 * @public
 */
export interface DeclaredDisk {
  readonly path?: string;
  readonly serial?: string;
  /** As it stands in Git. */
  readonly text: string;
}

/**
 * How Git names a link: by name or alias, or by what its hardware is like.
 *
 * @public
 */
export interface LinkReference {
  readonly name?: string;
  /** `deviceSelector` of a machine config: all of it has to fit. */
  readonly selector?: Readonly<Record<string, unknown>>;
}

/**
 * A link as the machine configs in Git have it. What is unset is not said there.
 *
 * @public
 */
export interface DeclaredLink {
  /** What people call it. */
  readonly name: Declared<string>;
  readonly reference: LinkReference;
  /** A word of the kernel; unset for a card. */
  readonly kind?: string;
  readonly mtu?: Declared<number>;
  /** With their prefix lengths. */
  readonly addresses?: Declared<readonly string[]>;
  readonly bondMode?: Declared<string>;
  /** Of a bond or a bridge. */
  readonly members?: Declared<readonly LinkReference[]>;
  readonly vlanId?: Declared<number>;
  readonly parent?: Declared<LinkReference>;
}

/**
 * A volume as the machine configs in Git have it. What is unset is not said there.
 *
 * @public
 */
export interface DeclaredVolume {
  /** What people call it. */
  readonly name: Declared<string>;
  /** As Talos calls it; unset for a partition of `machine.disks`. */
  readonly id?: string;
  /** Names a partition of `machine.disks`. */
  readonly mountedOn?: string;
  readonly filesystem?: Declared<string>;
  /** What encrypts it. */
  readonly encryption?: Declared<string>;
  readonly minSizeBytes?: Declared<number>;
  readonly maxSizeBytes?: Declared<number>;
  readonly disk?: Declared<DeclaredDisk>;
}

/**
 * A machine as the Git tree declares it. What is unset is not declared there.
 *
 * @public
 */
export interface DeclaredMachine {
  readonly name: Declared<string>;
  readonly address?: Declared<string>;
  readonly isControlPlane?: Declared<boolean>;
  readonly version?: Declared<string>;
  readonly schematic?: Declared<string>;
  readonly extensions?: Declared<readonly string[]>;
  readonly labels?: Declared<Readonly<Record<string, string>>>;
  readonly kubernetesVersion?: Declared<string>;
  readonly timeServers?: Declared<readonly string[]>;
  readonly installDisk?: Declared<DeclaredDisk>;
  readonly links?: readonly DeclaredLink[];
  readonly volumes?: readonly DeclaredVolume[];
}

/**
 * One cluster: how it is reached, its machines, and what Git says of it.
 *
 * @public
 */
export interface TalosClusterSnapshot {
  readonly name: string;
  /** State of the credential and of the endpoints. */
  readonly state: SourceState;
  readonly machines: readonly MachineSnapshot[];
  readonly certificates: readonly CertificateFacts[];
  /** Addresses that the credential names as endpoints. */
  readonly endpoints: readonly string[];
  /** Unset when no repository names the cluster. */
  readonly declared?: {
    readonly state: SourceState;
    readonly machines: readonly DeclaredMachine[];
    /** Its name, as forms ask for it. */
    readonly repository?: string;
    /** Unset when the tree was not read yet. */
    readonly configs?: DeclaredConfigs;
  };
  /** Unset when the portal reads no Kubernetes cluster of the name. */
  readonly kubernetes?: KubernetesSnapshot;
  /** Unset when no administrator's credential is configured. */
  readonly configs?: ConfigsSnapshot;
}
