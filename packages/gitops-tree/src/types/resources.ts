import type { Place } from './files';
import type { ReachState, TreeImage } from './objects';

/**
 * Something that an object of the tree declares: where it is written, and what
 * applies it. The place is that of the thing itself where one line can be told,
 * else that of its object.
 *
 * @public
 */
export interface TreeDeclaration extends Place {
  /** Object that declares it, `Kind namespace/name`. */
  readonly owner: string;
  readonly ownerKind: string;
  /** Keys (`namespace/name`) of the Kustomizations or Applications that apply the owner, outermost first. */
  readonly chain: readonly string[];
  readonly state: ReachState;
  /** Names the file that explains any state but `reached`. */
  readonly reason?: string;
}

/**
 * A load-balancer address that somebody asks for.
 *
 * @public
 */
export interface TreeAddress extends TreeDeclaration {
  /** As written; not resolved when `${}` or `{{ }}` remains in it. */
  readonly address: string;
  /** Who is asked: the load balancer whose annotation it is, or whichever there is. */
  readonly provider: 'cilium' | 'metallb' | 'kube-vip' | 'any';
  /** Services with the same key may share the address. */
  readonly sharingKey?: string;
}

/** @public */
export interface TreeAddressPool extends TreeDeclaration {
  readonly name: string;
  readonly provider: 'cilium' | 'metallb';
  /** First and last address of each block that can be given out. */
  readonly blocks: readonly { readonly first: string; readonly last: string }[];
  /** False when a block could not be read, so that nobody can say what is outside. */
  readonly isResolved: boolean;
  readonly isDisabled: boolean;
}

/** @public */
export interface TreeStorageClass extends TreeDeclaration {
  readonly name: string;
  /** Unset when a chart's values declare the class without saying it. */
  readonly provisioner?: string;
  readonly isDefault: boolean;
  readonly reclaimPolicy?: string;
  /** Unset when the text does not say. */
  readonly allowsExpansion?: boolean;
}

/** @public */
export interface TreeSecretStore extends TreeDeclaration {
  readonly kind: 'SecretStore' | 'ClusterSecretStore';
  readonly name: string;
  /** Unset for a ClusterSecretStore. */
  readonly namespace?: string;
  /** Key of `spec.provider`, e.g. `onepasswordSDK`. */
  readonly provider?: string;
}

/** @public */
export interface TreeGateway extends TreeDeclaration {
  readonly name: string;
  readonly namespace: string;
  readonly gatewayClass?: string;
  readonly listeners: readonly TreeListener[];
}

/** @public */
export interface TreeListener {
  readonly name: string;
  readonly port?: number;
  readonly protocol?: string;
  readonly hostname?: string;
}

/** @public */
export interface TreeDatabase extends TreeDeclaration {
  readonly name: string;
  readonly namespace: string;
  readonly engine: 'postgresql' | 'dragonfly' | 'mariadb';
  /** True for a database inside a server that others use as well. */
  readonly isShared: boolean;
  readonly instances?: number;
  readonly image?: string;
  readonly size?: string;
  readonly storageClass?: string;
  readonly backups: readonly TreeBackup[];
}

/** @public */
export interface TreeVolume extends TreeDeclaration {
  /** Name of the PersistentVolumeClaim. */
  readonly name: string;
  readonly namespace: string;
  readonly size?: string;
  /** Unset for the default class; empty for none. */
  readonly storageClass?: string;
  readonly accessModes: readonly string[];
  /** True when it is bound to a volume that exists already, such as an export of a NAS. */
  readonly isStatic: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly backups: readonly TreeBackup[];
}

/**
 * What saves a volume or a database.
 *
 * @public
 */
export interface TreeBackup extends TreeDeclaration {
  /** Kind of what saves it, e.g. `ReplicationSource`. */
  readonly kind: string;
  readonly name: string;
  /** Cron expression as written; unset when the backup is not scheduled, or continuous. */
  readonly schedule?: string;
}

/** @public */
export interface TreeImageUse extends TreeDeclaration, TreeImage {}

/** @public */
export interface TreeChartUse extends TreeDeclaration {
  readonly name: string;
  readonly version?: string;
  readonly url?: string;
  /** Where the version is written: in the release, or in the source it refers to. */
  readonly versionPlace: Place;
}
