import type { Entity } from '@backstage/catalog-model';
import { LAB_ANNOTATIONS } from '@homestage/backstage-plugin-lab-common';

/** The kinds of things that the overview counts. */
export type CountedThing =
  | 'cluster'
  | 'node'
  | 'app'
  | 'virtualMachine'
  | 'namespace';

/** How many there are, and how many of them are only in one place. */
export interface ThingCount {
  readonly thing: CountedThing;
  readonly total: number;
  /** In Git, not live. */
  readonly notLive: number;
  /** Live, not in Git. */
  readonly notInGit: number;
}

/** What to count, in the order it is shown; also where its list is found. */
export const COUNTED: ReadonlyArray<{
  thing: CountedThing;
  kind: string;
  type?: string;
}> = [
  { thing: 'cluster', kind: 'resource', type: 'kubernetes-cluster' },
  { thing: 'node', kind: 'resource', type: 'talos-node' },
  { thing: 'app', kind: 'component', type: 'app' },
  { thing: 'virtualMachine', kind: 'resource', type: 'virtual-machine' },
  { thing: 'namespace', kind: 'system' },
];

/** Counts the entities that the lab's catalog module made. */
export function entityCounts(entities: readonly Entity[]): ThingCount[] {
  return COUNTED.map(({ thing, kind, type }) => {
    const presences = entities
      .filter(
        entity =>
          entity.kind.toLocaleLowerCase('en-US') === kind &&
          (type === undefined || entity.spec?.type === type),
      )
      .map(entity => entity.metadata.annotations?.[LAB_ANNOTATIONS.presence])
      .filter(presence => presence !== undefined);
    return {
      thing,
      total: presences.length,
      notLive: presences.filter(presence => presence === 'git').length,
      notInGit: presences.filter(presence => presence === 'live').length,
    };
  });
}

/** The catalog's own list of such things. */
export function catalogPath(thing: CountedThing): string {
  const counted = COUNTED.find(each => each.thing === thing);
  const filters = new URLSearchParams({
    'filters[kind]': counted?.kind ?? '',
    ...(counted?.type ? { 'filters[type]': counted.type } : {}),
    'filters[user]': 'all',
  });
  return `/catalog?${filters}`;
}
