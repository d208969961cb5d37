import { findLink } from '../derive/findLink';
import type { LinkFacts, MachineFacts } from '../facts/MachineFacts';
import type { DeclaredLink } from '../facts/snapshots';
import type { ConditionDraft } from './createCondition';

/** A card that was made for more and does this has a cable or a port at fault. */
const SLOW_MBIT = 100;

/** What links are compared with. */
export interface LinkOptions {
  /** As Git has those of the machine. */
  readonly declared: readonly DeclaredLink[];
  /** Machines whose cards may be of the same make. */
  readonly machines: readonly MachineFacts[];
}

const isCard = ({ isPhysical }: LinkFacts) => isPhysical;

/** Cards that are down or slow although something needs them, and bonds that lack one. */
export function linkRules(
  machine: MachineFacts,
  options: LinkOptions,
): ConditionDraft[] {
  const links = machine.links ?? [];
  return [
    ...links.filter(isCard).flatMap(link => cardRules(machine, link, options)),
    ...links
      .filter(({ kind }) => kind === 'bond')
      .flatMap(bond => bondRules(machine, bond, options)),
  ];
}

/**
 * Whether a link has no signal. Two have to say so: a driver that does not tell its
 * signal leaves that of ethtool at false.
 */
export function isDown({ isUp, state }: LinkFacts): boolean {
  return (
    isUp === false &&
    ['down', 'lowerLayerDown', 'notPresent'].includes(state ?? '')
  );
}

function cardRules(
  machine: MachineFacts,
  link: LinkFacts,
  options: LinkOptions,
): ConditionDraft[] {
  const carried = carriedBy(machine, link);
  const needs = [...carried, ...wantedAs(machine, link, options)];
  // Who lost a member of its bond is told of the bond.
  if (needs.length === 0 || bondOf(machine, link)) {
    return isDown(link) ? [] : slowRules(machine, link, options);
  }
  return isDown(link)
    ? [
        {
          rule: 'link-down',
          about: link.id,
          layer: 'network',
          severity: carried.length ? 'error' : 'warning',
          title: `Link ${link.id} of ${machine.name} is down`,
          cause:
            'It has no signal: its cable, the port of the switch or the card.',
          evidence: [`state: ${link.state}`, ...needs],
          takesDown: 'What reaches the machine by it.',
          since: link.since,
          runbook: 'link-down',
          anchor: 'check',
          nextSteps: [lookAt(machine, link)],
        },
      ]
    : slowRules(machine, link, options);
}

/** Addresses that are gone with a link, in words. */
function carriedBy(machine: MachineFacts, link: LinkFacts): string[] {
  return [
    ...addressesOf(machine, link).map(address => `it carries ${address}`),
    ...above(machine, link).flatMap(upper =>
      addressesOf(machine, upper).map(
        address => `${upper.id}, which is on it, carries ${address}`,
      ),
    ),
  ];
}

/** What Git calls a card, in words; nothing for one that nobody asked for. */
function wantedAs(
  { links = [] }: MachineFacts,
  link: LinkFacts,
  { declared }: LinkOptions,
): string[] {
  return declared
    .filter(
      ({ kind, reference }) => !kind && findLink(reference, links) === link,
    )
    .slice(0, 1)
    .map(({ name }) => `Git has it as ${name.value}`);
}

/** The bridge that a card is in, and the VLANs on it. */
function above({ links = [] }: MachineFacts, link: LinkFacts): LinkFacts[] {
  return links.filter(
    ({ index, parentIndex }) =>
      (index !== undefined && index === link.masterIndex) ||
      (parentIndex !== undefined && parentIndex === link.index),
  );
}

function addressesOf(machine: MachineFacts, link: LinkFacts): string[] {
  return (machine.addresses ?? [])
    .filter(({ link: name }) => name === link.id)
    .map(({ address }) => address);
}

function bondOf(machine: MachineFacts, link: LinkFacts) {
  return machine.links?.find(
    ({ kind, index }) =>
      kind === 'bond' && index !== undefined && index === link.masterIndex,
  );
}

/**
 * Slow is what runs at half duplex, or slower than the same make of card does
 * elsewhere: by itself nothing tells what a port can do. A slower switch is no fault,
 * so that only the speed of a broken pair of wires is a warning.
 */
function slowRules(
  machine: MachineFacts,
  link: LinkFacts,
  options: LinkOptions,
): ConditionDraft[] {
  const { speedMbit, duplex } = link;
  const isHalf = duplex === 'Half';
  const peer = fastestPeer(machine, link, options);
  const isSlower =
    peer !== undefined && speedMbit !== undefined && speedMbit < peer.speedMbit;
  if (link.isUp !== true || (!isHalf && !isSlower)) {
    return [];
  }
  const speed = [
    speedMbit === undefined ? 'unknown speed' : tellSpeed(speedMbit),
    ...(isHalf ? ['half duplex'] : []),
  ].join(', ');
  const isBroken = isHalf || (speedMbit ?? Infinity) <= SLOW_MBIT;
  return [
    {
      rule: 'link-slow',
      about: link.id,
      layer: 'network',
      severity: isBroken ? 'warning' : 'info',
      title: `Link ${link.id} of ${machine.name} runs at ${speed}`,
      cause: isBroken
        ? 'Card and switch did not agree on more: a damaged cable, a worn plug, or a port that is set to a fixed speed.'
        : 'The port of the switch may not do more.',
      evidence: [
        `speed: ${speed}`,
        ...(peer
          ? [
              `the same make of card runs at ${tellSpeed(peer.speedMbit)} on ${
                peer.name
              }`,
            ]
          : []),
      ],
      takesDown: isBroken
        ? 'Storage and pods on the machine are slow, and with it those that wait for it.'
        : undefined,
      since: link.since,
      runbook: 'link-down',
      anchor: 'slow',
      nextSteps: [lookAt(machine, link)],
    },
  ];
}

/**
 * The fastest card of the same make, by its PCI id: one driver is of many, some of
 * which can not do more.
 */
function fastestPeer(
  machine: MachineFacts,
  link: LinkFacts,
  { machines }: LinkOptions,
) {
  const isSame = ({ pciId }: LinkFacts) =>
    pciId !== undefined && pciId === link.pciId;
  return machines
    .filter(({ state }) => state.status === 'live')
    .flatMap(({ name, node, links = [] }) =>
      links
        .filter(other => isCard(other) && other.isUp === true && isSame(other))
        .filter(({ id }) => node !== machine.node || id !== link.id)
        .flatMap(({ speedMbit }) =>
          speedMbit === undefined ? [] : { name, speedMbit },
        ),
    )
    .sort((a, b) => b.speedMbit - a.speedMbit)[0];
}

function bondRules(
  machine: MachineFacts,
  bond: LinkFacts,
  { declared }: LinkOptions,
): ConditionDraft[] {
  const links = machine.links ?? [];
  const members = links.filter(
    ({ masterIndex }) =>
      masterIndex !== undefined && masterIndex === bond.index,
  );
  const wanted =
    declared.find(
      ({ kind, reference }) =>
        kind === 'bond' && findLink(reference, links) === bond,
    )?.members?.value ?? [];
  const lost = [
    ...wanted.flatMap(reference => {
      const found = findLink(reference, links);
      if (found === 'missing') {
        return [`${reference.name ?? 'a card that Git names'} is not there`];
      }
      return found === 'unclear' || members.includes(found)
        ? []
        : [`${found.id} is not in it, and Git says that it is`];
    }),
    ...members.filter(isDown).map(({ id }) => `${id} is down`),
  ];
  if (lost.length === 0) {
    return [];
  }
  const up = members.filter(link => !isDown(link)).map(({ id }) => id);
  return [
    {
      rule: 'bond-degraded',
      about: bond.id,
      layer: 'network',
      severity: up.length ? 'warning' : 'error',
      title: up.length
        ? `Bond ${bond.id} of ${machine.name} lacks a link`
        : `Bond ${bond.id} of ${machine.name} has no link left`,
      cause: `${lost[0]}.`,
      evidence: [...lost, `up: ${up.join(', ') || 'none'}`],
      takesDown: up.length
        ? 'Nothing now but some of its speed; the next lost link cuts it off.'
        : 'What reaches the machine by it.',
      since: bond.since,
      runbook: 'link-down',
      anchor: 'check',
      nextSteps: [lookAt(machine, bond)],
    },
  ];
}

function lookAt({ node }: MachineFacts, { id }: LinkFacts): string {
  return `Look at it: talosctl -n ${node} get links ${id} -o yaml`;
}

/** As people say it. */
function tellSpeed(speedMbit: number): string {
  return speedMbit < 1000
    ? `${speedMbit} Mbit/s`
    : `${speedMbit / 1000} Gbit/s`;
}
