import type { KubeObject } from '@homestage/backstage-plugin-lab-common';
import type { FluxRef } from '../contract/row';
import type { InventoryRef } from '../inventory/parseInventoryId';
import type { FluxKind } from '../kinds/fluxKinds';

/**
 * A condition with what could be read of it.
 *
 * @public
 */
export interface ConditionFacts {
  readonly type: string;
  /** Anything but `True` and `False` counts as `Unknown`. */
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
  readonly observedGeneration?: number;
  /** ISO 8601. */
  readonly since?: string;
}

/**
 * What one Flux object says, read once and in one shape for all kinds and
 * versions. Nothing is judged here: see judgeFlux.
 *
 * @public
 */
export interface FluxFacts {
  readonly key: string;
  readonly ref: FluxRef;
  readonly kind: FluxKind;
  readonly object: KubeObject;
  readonly conditions: readonly ConditionFacts[];
  readonly generation?: number;
  readonly observedGeneration?: number;
  readonly isDeleting: boolean;
  readonly isSuspended: boolean;
  /** Applied to another cluster through `spec.kubeConfig`. */
  readonly isRemote: boolean;
  /** What it is made from. */
  readonly source?: FluxRef;
  readonly dependsOn: readonly FluxRef[];
  /** The object that applied this one, from its labels; never itself. */
  readonly parent?: FluxRef;
  /** Revision that is applied, or that a source has fetched; whole. */
  readonly revision?: string;
  readonly attemptedRevision?: string;
  /** Digest of the chart it tried last; HelmReleases with an OCI source. */
  readonly attemptedDigest?: string;
  /** When the artifact of a source was last renewed, ISO 8601. */
  readonly artifactAt?: string;
  /** When it was last reconciled, ISO 8601; Kustomizations only. */
  readonly reconciledAt?: string;
  /** A `reconcile.fluxcd.io/requestedAt` that no controller has answered yet. */
  readonly pendingRequestAt?: string;
  readonly intervalMs?: number;
  readonly timeoutMs?: number;
  /** Unset when the object has no inventory (yet, or at all). */
  readonly inventory?: readonly InventoryRef[];
}
