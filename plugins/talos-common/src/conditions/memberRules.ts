import { isCurrent } from '@homestage/backstage-plugin-lab-common';
import type { MachineFacts, MemberFacts } from '../facts/MachineFacts';
import type { DeclaredMachine, TalosClusterSnapshot } from '../facts/snapshots';
import type { ConditionDraft } from './createCondition';

type Declaration = TalosClusterSnapshot['declared'];

/**
 * The members that machines find by discovery; empty when none is known, as without a
 * discovery service.
 */
export function membersSeen(
  machines: readonly MachineFacts[],
): readonly MemberFacts[] {
  const byName = new Map<string, MemberFacts>();
  for (const { state, ages, members = [] } of machines) {
    if (state.status === 'live' && ages.members?.status === 'live') {
      for (const member of members) {
        byName.set(member.hostname, member);
      }
    }
  }
  return [...byName.values()];
}

/** A machine that runs, that Git has, and that the others do not find. */
export function missingMemberRules(
  machine: MachineFacts,
  options: {
    declared: DeclaredMachine | undefined;
    members: readonly MemberFacts[];
  },
): ConditionDraft[] {
  const { declared, members } = options;
  const isMember = members.some(
    ({ hostname, addresses }) =>
      hostname === machine.name || addresses.includes(machine.node),
  );
  // What does not answer, or waits for a config, is told as that.
  return declared &&
    members.length > 0 &&
    !isMember &&
    machine.state.status === 'live' &&
    machine.stage === 'running'
    ? [
        {
          rule: 'node-missing',
          severity: 'warning',
          title: `${machine.name} is no member of the cluster`,
          cause:
            'It runs, and discovery does not find it: it is of another cluster, or does not reach the discovery service.',
          evidence: [
            tellMembers(members),
            `Git has it in ${declared.name.file}:${declared.name.line}`,
          ],
          takesDown: 'KubeSpan, and what asks for the members of the cluster.',
          runbook: 'node-add',
          anchor: 'check',
          nextSteps: [
            `Ask it for its members: talosctl -n ${machine.node} get members`,
          ],
        },
      ]
    : [];
}

/** Machines that Git has, that nobody asks, and that no member is. */
export function absentMachineRules(
  machines: readonly MachineFacts[],
  options: {
    declaration: Declaration;
    members: readonly MemberFacts[];
    isAsked: (declared: DeclaredMachine) => boolean;
  },
): ConditionDraft[] {
  const { declaration, members, isAsked } = options;
  return declaration && members.length > 0 && isCurrent(declaration.state)
    ? declaration.machines
        .filter(declared => !isAsked(declared))
        .filter(declared => !members.some(member => isOf(member, declared)))
        .map(({ name, address }) => ({
          rule: 'node-missing',
          about: name.value,
          severity: 'warning',
          title: `${name.value} is no member of the cluster`,
          cause: 'Git has it, and it did not join or has left.',
          evidence: [
            tellMembers(members),
            `Git has it in ${name.file}:${name.line}${
              address ? `, at ${address.value}` : ''
            }`,
          ],
          takesDown: 'What was to run on it.',
          runbook: 'node-add',
          anchor: 'check',
          nextSteps: [
            'Bring it in, or take it out of Git.',
            `See who is a member: talosctl -n ${
              machines[0]?.node ?? 'NODE'
            } get members`,
          ],
        }))
    : [];
}

/** Members that Git has no record of. */
export function undeclaredMemberRules(options: {
  declaration: Declaration;
  members: readonly MemberFacts[];
}): ConditionDraft[] {
  const { declaration, members } = options;
  return declaration?.machines.length && isCurrent(declaration.state)
    ? members
        .filter(
          member =>
            !declaration.machines.some(declared => isOf(member, declared)),
        )
        .map(({ hostname, addresses, machineType, operatingSystem }) => ({
          rule: 'node-undeclared',
          about: hostname,
          layer: 'gitops',
          severity: 'warning',
          title: `${hostname} is a member of the cluster, and Git has no record of it`,
          cause:
            'It was added by hand, or its record was taken out of Git and the machine stayed.',
          evidence: [
            `addresses: ${addresses.join(', ') || 'not known'}`,
            ...(machineType ? [`type: ${machineType}`] : []),
            ...(operatingSystem ? [operatingSystem] : []),
          ],
          takesDown: 'Nothing now; it can not be made again from Git.',
          runbook: 'node-add',
          anchor: 'declare-it',
          nextSteps: ['Declare it in Git, or let it leave.'],
        }))
    : [];
}

function isOf(
  { hostname, addresses }: MemberFacts,
  { name, address }: DeclaredMachine,
): boolean {
  return (
    hostname === name.value ||
    (address !== undefined && addresses.includes(address.value))
  );
}

function tellMembers(members: readonly MemberFacts[]): string {
  const names = members.map(({ hostname }) => hostname).sort();
  return `members: ${names.join(', ')}`;
}
