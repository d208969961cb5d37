import type { DriftRow } from '../contract/summary';
import type { LinkFacts, MachineFacts } from '../facts/MachineFacts';
import type { DeclaredLink, LinkReference } from '../facts/snapshots';
import { compareFact, declaredRow, liveRow } from './driftRows';
import { findLink, tellReference } from './findLink';

/** Kinds that only a machine config makes; those of pods come and go. */
const MADE_BY_CONFIG = ['bond', 'vlan'];

/** Where the links of a machine are not as the machine configs in Git have them. */
export function compareLinks(
  facts: MachineFacts,
  declared: readonly DeclaredLink[] = [],
): DriftRow[] {
  const { links } = facts;
  if (!links) {
    return declared.map(link => notKnown(facts, link));
  }
  const found = declared.map(link => ({
    link,
    live: findDeclared(link, links),
  }));
  const named = new Set(found.map(({ live }) => live));
  return [
    ...found.flatMap(({ link, live }) => compareLink(facts, link, live)),
    ...(declared.length > 0 ? links : [])
      .filter(({ kind = '' }) => MADE_BY_CONFIG.includes(kind))
      .filter(link => !named.has(link))
      .map(link => onlyLive(facts, link)),
  ];
}

/** A VLAN is found by what it is when Git gives it no name of its own. */
function findDeclared(link: DeclaredLink, links: readonly LinkFacts[]) {
  const { reference, parent, vlanId } = link;
  if (reference.name !== undefined || !parent) {
    return findLink(reference, links);
  }
  const below = findLink(parent.value, links);
  return typeof below === 'string'
    ? below
    : links.find(
        ({ kind, parentIndex, vlanId: id }) =>
          kind === 'vlan' &&
          parentIndex === below.index &&
          id === vlanId?.value,
      ) ?? 'missing';
}

function compareLink(
  facts: MachineFacts,
  link: DeclaredLink,
  live: ReturnType<typeof findDeclared>,
): DriftRow[] {
  if (live === 'unclear') {
    return [notKnown(facts, link)];
  }
  const what = `link ${link.name.value}`;
  if (live === 'missing') {
    return [
      declaredRow(facts, link.name, {
        what,
        severity: 'warning',
        verdict: 'onlyInGit',
        declared: link.name.value,
        sentence: `Git has the link ${link.name.value}, and the machine has none like it.`,
      }),
    ];
  }
  if (link.kind && live.kind !== link.kind) {
    return compareFact(facts, {
      what,
      declared: link.name,
      text: `a ${link.kind}`,
      live: live.kind ? `a ${live.kind}` : 'a card',
    });
  }
  return [
    ...compareFact(facts, {
      what: `${what}: MTU`,
      declared: link.mtu,
      live: live.mtu?.toString(),
    }),
    ...compareFact(facts, {
      what: `${what}: bond mode`,
      declared: link.bondMode,
      live: live.bondMode,
    }),
    ...compareFact(facts, {
      what: `${what}: VLAN`,
      declared: link.vlanId,
      live: live.vlanId?.toString(),
    }),
    ...compareParent(facts, link, live),
    ...compareMembers(facts, link, live),
    ...compareAddresses(facts, link, live),
  ];
}

function compareParent(
  facts: MachineFacts,
  { name, parent }: DeclaredLink,
  live: LinkFacts,
): DriftRow[] {
  const below = facts.links?.find(
    ({ index }) => index !== undefined && index === live.parentIndex,
  );
  return compareFact(facts, {
    what: `link ${name.value}: parent`,
    declared: parent,
    text: parent && tellReference(parent.value),
    live: below?.id,
    isSame: parent && findLink(parent.value, facts.links ?? []) === below,
  });
}

function compareMembers(
  facts: MachineFacts,
  { name, members }: DeclaredLink,
  live: LinkFacts,
): DriftRow[] {
  const own = facts.links?.filter(
    ({ masterIndex }) =>
      masterIndex !== undefined && masterIndex === live.index,
  );
  const find = (reference: LinkReference) =>
    findLink(reference, facts.links ?? []);
  const wanted = members?.value.map(find) ?? [];
  const isKnown = live.index !== undefined && !wanted.includes('unclear');
  return compareFact(facts, {
    what: `link ${name.value}: members`,
    declared: members,
    text: members?.value.map(tellReference).join(', '),
    live: isKnown ? own?.map(({ id }) => id).join(', ') || 'none' : undefined,
    isSame:
      wanted.length === own?.length &&
      own.every(member => wanted.includes(member)),
  });
}

function compareAddresses(
  facts: MachineFacts,
  { name, addresses }: DeclaredLink,
  live: LinkFacts,
): DriftRow[] {
  const has = facts.addresses
    ?.filter(({ link }) => link === live.id)
    .map(({ address }) => address.toLowerCase());
  return (addresses?.value ?? []).flatMap(address =>
    compareFact(facts, {
      what: `link ${name.value}: address ${address}`,
      declared: addresses,
      text: address,
      live: has && (has.join(', ') || 'none'),
      isSame: has?.includes(address.toLowerCase()),
    }),
  );
}

function notKnown(facts: MachineFacts, { name }: DeclaredLink): DriftRow {
  return declaredRow(facts, name, {
    what: `link ${name.value}`,
    severity: 'unknown',
    verdict: 'notKnown',
    declared: name.value,
    sentence: facts.links
      ? `Git has the link ${name.value}; which one of the machine it is can not be told from what the role os:reader sees.`
      : `Git has the link ${name.value}; the links of the machine are not known.`,
  });
}

function onlyLive(facts: MachineFacts, { id, kind }: LinkFacts): DriftRow {
  return liveRow(facts, {
    what: `link ${id}`,
    severity: 'info',
    verdict: 'onlyLive',
    live: id,
    sentence: `The machine has the ${kind} ${id}, and no file of the tree that can be read names it.`,
  });
}
