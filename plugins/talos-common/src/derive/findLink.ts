import { textOf } from '@homestage/backstage-plugin-lab-common';
import type { LinkFacts } from '../facts/MachineFacts';
import type { LinkReference } from '../facts/snapshots';

/**
 * The link that Git means: `missing` when the machine has none like it, `unclear` when
 * that can not be told from what it says.
 */
export type FoundLink = LinkFacts | 'missing' | 'unclear';

/** Fields of a `deviceSelector` that a link says of itself. */
const FIELDS: Readonly<
  Record<string, (link: LinkFacts) => string | boolean | undefined>
> = {
  hardwareAddr: ({ mac }) => mac,
  permanentAddr: ({ permanentMac }) => permanentMac,
  busPath: ({ busPath }) => busPath,
  pciID: ({ pciId }) => pciId,
  driver: ({ driver }) => driver,
  physical: ({ isPhysical }) => isPhysical,
};

/** Finds the link that Git means among those of a machine. */
export function findLink(
  reference: LinkReference,
  links: readonly LinkFacts[],
): FoundLink {
  const { name, selector } = reference;
  if (name !== undefined) {
    return (
      links.find(({ id, aliases }) => id === name || aliases.includes(name)) ??
      'missing'
    );
  }
  const wanted = Object.entries(selector ?? {});
  if (wanted.length === 0 || wanted.some(([field]) => !FIELDS[field])) {
    return 'unclear';
  }
  // A bond takes over the address of its first card, so a card comes first.
  const fitting = links.filter(link =>
    wanted.every(([field, value]) => fits(FIELDS[field](link), value)),
  );
  return (
    fitting.find(({ isPhysical }) => isPhysical) ?? fitting[0] ?? 'missing'
  );
}

/** Talos matches texts as globs, and addresses without regard to case. */
function fits(live: string | boolean | undefined, wanted: unknown): boolean {
  const pattern = textOf(wanted);
  if (pattern === undefined || typeof live !== 'string') {
    return live === wanted;
  }
  const glob = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(
    `^${glob.replace(/\*/g, '.*').replace(/\?/g, '.')}$`,
    'i',
  ).test(live);
}

/** How people write what Git means. */
export function tellReference({ name, selector = {} }: LinkReference): string {
  return (
    name ??
    Object.entries(selector)
      .map(([field, value]) => `${field} ${value}`)
      .join(', ')
  );
}
