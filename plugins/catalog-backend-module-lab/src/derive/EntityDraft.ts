import type { EntityLink } from '@backstage/catalog-model';
import type { Presence } from '@homestage/backstage-plugin-lab-common';

/**
 * An entity before its name is known: drafts point at each other by key, because
 * which name one gets depends on all others.
 */
export interface EntityDraft {
  /** Identity: kind and place, never a UID. The same thing has the same key at every computation. */
  readonly key: string;
  readonly kind: 'Component' | 'Resource' | 'System';
  /** Wished names, the best first; a longer one is taken where two drafts wish the same. */
  readonly names: readonly string[];
  /** Shown in place of the name. */
  readonly title: string;
  readonly description?: string;
  readonly presence: Presence;
  /** Unset values are left out. */
  readonly annotations: Readonly<Record<string, string | undefined>>;
  readonly links?: readonly EntityLink[];
  /** `spec.type`; unset for a System. */
  readonly type?: string;
  /** `spec.lifecycle` of a Component. */
  readonly lifecycle?: string;
  /** Key of the System it is part of. */
  readonly system?: string;
  /** Keys of what it needs; those that name no draft are left out. */
  readonly dependsOn?: readonly string[];
  /** The sources it was made from that do not answer now. */
  readonly stale: readonly (string | undefined)[];
}

/** Keys of drafts, one function for each kind of thing. */
export const draftKey = Object.freeze({
  cluster: (cluster: string) => `cluster:${cluster}`,
  system: (namespace: string) => `system:${namespace}`,
  node: (cluster: string | undefined, name: string) =>
    `node:${cluster ?? ''}/${name}`,
  virtualMachine: (
    cluster: string | undefined,
    machine: { namespace: string; name: string },
  ) => `vm:${cluster ?? ''}/${machine.namespace}/${machine.name}`,
  app: (
    cluster: string | undefined,
    app: { namespace: string; name: string; place?: string },
  ) => `app:${cluster ?? ''}/${app.namespace}/${app.name}@${app.place ?? ''}`,
});
