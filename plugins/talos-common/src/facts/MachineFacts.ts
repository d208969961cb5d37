import type {
  SourceState,
  SourceStatus,
} from '@homestage/backstage-plugin-lab-common';
import type { SeenBoots } from './snapshots';
import type { TalosPartId } from '../parts/talosParts';

/**
 * What a machine said, read into types. A field that is unset is not known: the
 * part was never read, is not served by its version, or is of another shape.
 *
 * @public
 */
export interface MachineFacts {
  readonly cluster: string;
  readonly node: string;
  /** Host name, else the address. */
  readonly name: string;
  readonly isControlPlane?: boolean;
  readonly state: SourceState;
  readonly ages: Readonly<
    Partial<
      Record<
        TalosPartId,
        {
          readonly status: SourceStatus;
          readonly asOf?: string;
          readonly message?: string;
        }
      >
    >
  >;
  readonly hostname?: string;
  readonly stage?: string;
  /** When the stage or readiness last changed, ISO 8601. */
  readonly stageSince?: string;
  readonly isReady?: boolean;
  readonly unmet: readonly UnmetCondition[];
  readonly boots?: SeenBoots;
  readonly version?: string;
  readonly architecture?: string;
  readonly platform?: string;
  /** What it runs on. */
  readonly host?: HostFacts;
  readonly schematic?: string;
  readonly extensions?: readonly ExtensionFacts[];
  /** Those that were loaded; what is built into the kernel is not among them. */
  readonly modules?: readonly ModuleFacts[];
  readonly services?: readonly ServiceFacts[];
  readonly diagnostics?: readonly DiagnosticFacts[];
  readonly security?: SecurityFacts;
  readonly time?: TimeFacts;
  readonly disks?: readonly DiskFacts[];
  readonly volumes?: readonly VolumeFacts[];
  readonly arrays?: readonly ArrayFacts[];
  readonly scrubs?: readonly ScrubFacts[];
  readonly links?: readonly LinkFacts[];
  readonly addresses?: readonly AddressFacts[];
  readonly dnsUpstreams?: readonly DnsUpstreamFacts[];
  readonly probes?: readonly ProbeFacts[];
  readonly bgpPeers?: readonly BgpPeerFacts[];
  readonly kubernetes?: KubernetesFacts;
  readonly kubePrism?: KubePrismFacts;
  readonly staticPods?: readonly StaticPodFacts[];
  readonly members?: readonly MemberFacts[];
  readonly etcd: MachineEtcdFacts;
}

/** @public */
export interface UnmetCondition {
  readonly name: string;
  readonly reason: string;
}

/** @public */
export interface HostFacts {
  readonly kind: 'physical' | 'virtual' | 'container';
  /** The hypervisor, the cloud, or maker and product. */
  readonly name: string;
}

/** @public */
export interface ExtensionFacts {
  readonly name: string;
  readonly version?: string;
}

/** @public */
export interface ModuleFacts {
  readonly name: string;
  /** Talos' own word: live, loading, unloading. */
  readonly state?: string;
}

/** @public */
export interface ServiceFacts {
  readonly id: string;
  /** Talos' own word: Running, Finished, Failed, Preparing, Waiting, ... */
  readonly state: string;
  /** Unset when the service has no health check, or it has not run yet. */
  readonly isHealthy?: boolean;
  readonly healthMessage?: string;
  readonly healthSince?: string;
  readonly lastEvent?: { readonly message: string; readonly at?: string };
}

/** @public */
export interface DiagnosticFacts {
  readonly id: string;
  readonly message: string;
  readonly details: readonly string[];
  readonly since?: string;
}

/** @public */
export interface SecurityFacts {
  readonly isSecureBoot?: boolean;
  readonly isBootedWithUki?: boolean;
  readonly selinux?: string;
  readonly isModuleSignatureEnforced?: boolean;
}

/** @public */
export interface TimeFacts {
  readonly isSynced?: boolean;
  readonly isSyncDisabled?: boolean;
  /** How far the clock is off by its own estimate, milliseconds; signed. */
  readonly offsetMs?: number;
  readonly servers?: readonly string[];
  readonly since?: string;
}

/** @public */
export interface DiskFacts {
  readonly id: string;
  /** Every path that it has, such as those below `/dev/disk/by-id`. */
  readonly paths: readonly string[];
  readonly sizeBytes?: number;
  readonly model?: string;
  readonly serial?: string;
  readonly transport?: string;
  readonly isReadonly: boolean;
}

/** @public */
export interface VolumeFacts {
  readonly id: string;
  /** Talos' own word: ready, failed, waiting, missing, ... */
  readonly phase?: string;
  readonly location?: string;
  /** Path of the disk that it is a part of. */
  readonly disk?: string;
  readonly sizeBytes?: number;
  readonly filesystem?: string;
  readonly encryption?: string;
  readonly error?: string;
  readonly failedKeySyncs: readonly string[];
  readonly mountedOn?: string;
  /** Unset when it is not mounted. */
  readonly usedBytes?: number;
  /** 0 to 1, of the file system. */
  readonly usedRatio?: number;
  readonly since?: string;
}

/**
 * Disks that hold one volume together (MD).
 *
 * @public
 */
export interface ArrayFacts {
  readonly id: string;
  /** Talos' own word: ready, rebuilding, waiting, error, unknown. */
  readonly phase?: string;
  readonly error?: string;
  /** The kernel's own word: idle, resync, recover, check, ... */
  readonly syncAction?: string;
  /** How many it is made for, and how many are in it. */
  readonly devices?: number;
  readonly members?: number;
  readonly since?: string;
}

/**
 * The last check of a file system.
 *
 * @public
 */
export interface ScrubFacts {
  /** Of the volume. */
  readonly id: string;
  readonly mountpoint?: string;
  /** `success`, `scheduled`, or what went wrong. */
  readonly result?: string;
  /** When it began, ISO 8601. */
  readonly at?: string;
}

/** @public */
export interface LinkFacts {
  readonly id: string;
  /** Other names that it answers to. */
  readonly aliases: readonly string[];
  readonly kind?: string;
  readonly isPhysical: boolean;
  readonly state?: string;
  readonly isUp?: boolean;
  readonly speedMbit?: number;
  readonly duplex?: string;
  readonly mtu?: number;
  readonly mac?: string;
  /** The one it was made with. */
  readonly permanentMac?: string;
  readonly driver?: string;
  readonly busPath?: string;
  readonly pciId?: string;
  /** The kernel's number of it; others name it by this. */
  readonly index?: number;
  /** Of the bond or bridge that it is in. */
  readonly masterIndex?: number;
  /** Of the link below a VLAN. */
  readonly parentIndex?: number;
  readonly vlanId?: number;
  readonly bondMode?: string;
  /** When anything of it last changed, ISO 8601. */
  readonly since?: string;
}

/** @public */
export interface AddressFacts {
  /** With its prefix length, `192.168.42.11/24`. */
  readonly address: string;
  readonly link?: string;
  readonly scope?: string;
}

/**
 * A name server that the machine passes questions on to.
 *
 * @public
 */
export interface DnsUpstreamFacts {
  /** With its port. */
  readonly address: string;
  readonly isHealthy?: boolean;
}

/**
 * A check of the network that the machine config asks for.
 *
 * @public
 */
export interface ProbeFacts {
  readonly id: string;
  readonly isSuccessful?: boolean;
  readonly error?: string;
  readonly since?: string;
}

/** @public */
export interface BgpPeerFacts {
  readonly peer: string;
  readonly asn?: number;
  /** Talos' own word: ESTABLISHED, IDLE, ACTIVE, ... */
  readonly state?: string;
  readonly since?: string;
}

/** @public */
export interface KubernetesFacts {
  readonly name: string;
  readonly isReady?: boolean;
  readonly isUnschedulable?: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * The balancer on the machine by which it reaches the API servers.
 *
 * @public
 */
export interface KubePrismFacts {
  readonly address?: string;
  readonly isHealthy?: boolean;
  readonly since?: string;
}

/** @public */
export interface StaticPodFacts {
  readonly id: string;
  readonly isReady?: boolean;
  readonly image?: string;
}

/** @public */
export interface MemberFacts {
  readonly hostname: string;
  readonly addresses: readonly string[];
  readonly machineType?: string;
  readonly operatingSystem?: string;
}

/**
 * What one control plane says of etcd; ids in hex as talosctl prints them.
 *
 * @public
 */
export interface MachineEtcdFacts {
  /** Of the member on this machine. */
  readonly memberId?: string;
  readonly quotaBytes?: number;
  readonly status?: EtcdStatusFacts;
  readonly members?: readonly EtcdMemberFacts[];
  readonly alarms?: readonly EtcdAlarmFacts[];
}

/** @public */
export interface EtcdStatusFacts {
  readonly memberId: string;
  readonly leaderId?: string;
  readonly version?: string;
  readonly storageVersion?: string;
  readonly dbSizeBytes?: number;
  readonly dbInUseBytes?: number;
  readonly raftIndex?: number;
  readonly raftAppliedIndex?: number;
  readonly raftTerm?: number;
  readonly isLearner: boolean;
  readonly errors: readonly string[];
}

/** @public */
export interface EtcdMemberFacts {
  readonly id: string;
  readonly name: string;
  readonly peerUrls: readonly string[];
  readonly isLearner: boolean;
}

/** @public */
export interface EtcdAlarmFacts {
  readonly memberId: string;
  readonly alarm: string;
}
