import type { KindRef } from '@homestage/backstage-plugin-lab-common';

/**
 * What a kind is for; the pages group by it.
 *
 * @public
 */
export type FluxKindRole =
  | 'applier'
  | 'source'
  | 'notification'
  | 'image'
  | 'operator'
  | 'contrib';

/**
 * What the portal knows about one kind of the Flux family. Versions are left
 * out on purpose: which one a cluster serves is found by discovery.
 *
 * @public
 */
export interface FluxKind extends KindRef {
  readonly plural: string;
  readonly role: FluxKindRole;
  /** What follows `flux get` and `flux reconcile`; unset where the CLI does not know the kind. */
  readonly cli?: string;
  /** A cluster without this kind has no working Flux. */
  readonly isCore?: boolean;
  /** Objects of the kind have no status: being there is all they do. */
  readonly isStatic?: boolean;
  /** Where suspension is written. Unset: `spec.suspend`. */
  readonly suspendedBy?: 'annotation';
  /** Where the list of applied objects stands, where there is one. */
  readonly inventory?: 'entries';
}

const KUSTOMIZE = 'kustomize.toolkit.fluxcd.io';
const HELM = 'helm.toolkit.fluxcd.io';
const SOURCE = 'source.toolkit.fluxcd.io';
const NOTIFICATION = 'notification.toolkit.fluxcd.io';
const IMAGE = 'image.toolkit.fluxcd.io';
const OPERATOR = 'fluxcd.controlplane.io';

/**
 * Every kind the portal reads, as a table. Kind names are unique in it, so that
 * an address needs no group.
 *
 * Source: the CRDs of Flux 2.9 and of flux-operator 0.58.
 *
 * @public
 */
export const FLUX_KINDS: readonly FluxKind[] = Object.freeze([
  {
    kind: 'Kustomization',
    group: KUSTOMIZE,
    plural: 'kustomizations',
    role: 'applier',
    cli: 'kustomization',
    isCore: true,
    inventory: 'entries',
  },
  {
    kind: 'HelmRelease',
    group: HELM,
    plural: 'helmreleases',
    role: 'applier',
    cli: 'helmrelease',
    isCore: true,
    inventory: 'entries',
  },
  {
    kind: 'GitRepository',
    group: SOURCE,
    plural: 'gitrepositories',
    role: 'source',
    cli: 'source git',
  },
  {
    kind: 'OCIRepository',
    group: SOURCE,
    plural: 'ocirepositories',
    role: 'source',
    cli: 'source oci',
  },
  {
    kind: 'HelmRepository',
    group: SOURCE,
    plural: 'helmrepositories',
    role: 'source',
    cli: 'source helm',
  },
  {
    kind: 'HelmChart',
    group: SOURCE,
    plural: 'helmcharts',
    role: 'source',
    cli: 'source chart',
  },
  {
    kind: 'Bucket',
    group: SOURCE,
    plural: 'buckets',
    role: 'source',
    cli: 'source bucket',
  },
  {
    kind: 'ExternalArtifact',
    group: SOURCE,
    plural: 'externalartifacts',
    role: 'source',
  },
  {
    kind: 'ArtifactGenerator',
    group: 'source.extensions.fluxcd.io',
    plural: 'artifactgenerators',
    role: 'source',
  },
  {
    kind: 'Alert',
    group: NOTIFICATION,
    plural: 'alerts',
    role: 'notification',
    cli: 'alert',
    isStatic: true,
  },
  {
    kind: 'Provider',
    group: NOTIFICATION,
    plural: 'providers',
    role: 'notification',
    cli: 'alert-provider',
    isStatic: true,
  },
  {
    kind: 'Receiver',
    group: NOTIFICATION,
    plural: 'receivers',
    role: 'notification',
    cli: 'receiver',
  },
  {
    kind: 'ImageRepository',
    group: IMAGE,
    plural: 'imagerepositories',
    role: 'image',
    cli: 'image repository',
  },
  {
    kind: 'ImagePolicy',
    group: IMAGE,
    plural: 'imagepolicies',
    role: 'image',
    cli: 'image policy',
  },
  {
    kind: 'ImageUpdateAutomation',
    group: IMAGE,
    plural: 'imageupdateautomations',
    role: 'image',
    cli: 'image update',
  },
  {
    kind: 'FluxInstance',
    group: OPERATOR,
    plural: 'fluxinstances',
    role: 'operator',
    suspendedBy: 'annotation',
    inventory: 'entries',
  },
  {
    kind: 'FluxReport',
    group: OPERATOR,
    plural: 'fluxreports',
    role: 'operator',
    suspendedBy: 'annotation',
  },
  {
    kind: 'ResourceSet',
    group: OPERATOR,
    plural: 'resourcesets',
    role: 'operator',
    suspendedBy: 'annotation',
    inventory: 'entries',
  },
  {
    kind: 'ResourceSetInputProvider',
    group: OPERATOR,
    plural: 'resourcesetinputproviders',
    role: 'operator',
    suspendedBy: 'annotation',
  },
  {
    kind: 'Terraform',
    group: 'infra.contrib.fluxcd.io',
    plural: 'terraforms',
    role: 'contrib',
  },
]);

/** Own spelling and lower case; the first is what nearly everybody asks for. */
const byKind = new Map(
  FLUX_KINDS.flatMap(row => [
    [row.kind, row],
    [row.kind.toLowerCase(), row],
  ]),
);

/**
 * The row of a kind by its name, in any case; undefined when the table has none.
 *
 * @public
 */
export function fluxKind(kind: string): FluxKind | undefined {
  return byKind.get(kind) ?? byKind.get(kind.toLowerCase());
}

/**
 * Whether a reference names a kind of the table, group included.
 *
 * @public
 */
export function isFluxKind(ref: KindRef): boolean {
  return fluxKind(ref.kind)?.group === ref.group;
}
