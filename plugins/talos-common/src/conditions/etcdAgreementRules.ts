import type { Check } from '../contract/machine';
import type { EtcdMemberFacts, MachineFacts } from '../facts/MachineFacts';
import type { ConditionDraft } from './createCondition';

/** What the members of etcd do not agree on, as far as each can be asked. */
export function etcdAgreementRules(
  machines: readonly MachineFacts[],
): ConditionDraft[] {
  return [...listRules(machines), ...versionRules(machines)];
}

/** Machines by what they say; those that say nothing now are left out. */
function byWords(
  machines: readonly MachineFacts[],
  options: {
    part: 'etcdMembers' | 'etcdStatus';
    tell: (machine: MachineFacts) => string | undefined;
  },
): Map<string, MachineFacts[]> {
  const groups = new Map<string, MachineFacts[]>();
  for (const machine of machines) {
    const words =
      machine.state.status === 'live' &&
      machine.ages[options.part]?.status === 'live'
        ? options.tell(machine)
        : undefined;
    if (words !== undefined) {
      groups.set(words, [...(groups.get(words) ?? []), machine]);
    }
  }
  return groups;
}

function listRules(machines: readonly MachineFacts[]): ConditionDraft[] {
  const groups = byWords(machines, {
    part: 'etcdMembers',
    tell: ({ etcd }) => etcd.members && tellList(etcd.members),
  });
  const nodes = [...groups.values()].flat().map(({ node }) => node);
  return groups.size < 2
    ? []
    : [
        {
          rule: 'etcd-lists-differ',
          severity: 'warning',
          title: 'The members of etcd do not agree on who they are',
          cause:
            'One of them is cut off from the others, or a member is on its way in or out.',
          evidence: evidenceOf(groups),
          takesDown:
            'Nothing by itself; who is cut off does not follow what the others write.',
          runbook: 'etcd-unhealthy',
          anchor: 'check',
          nextSteps: [
            `Ask each of them: talosctl -n ${nodes.join(',')} etcd members`,
          ],
        },
      ];
}

function tellList(members: readonly EtcdMemberFacts[]): string {
  return members
    .map(({ id, name, isLearner }) =>
      [name || id, ...(isLearner ? ['(learner)'] : [])].join(' '),
    )
    .sort()
    .join(', ');
}

function versionRules(machines: readonly MachineFacts[]): ConditionDraft[] {
  const groups = byWords(machines, {
    part: 'etcdStatus',
    tell: ({ etcd: { status } }) =>
      status?.version &&
      [
        status.version,
        ...(status.storageVersion ? [`storage ${status.storageVersion}`] : []),
      ].join(', '),
  });
  return groups.size < 2
    ? []
    : [
        {
          rule: 'etcd-versions-differ',
          severity: 'info',
          title: `The members of etcd run ${groups.size} versions`,
          cause: 'An upgrade of Talos is in course, or stopped half way.',
          evidence: evidenceOf(groups),
          takesDown:
            'Nothing; until all are the same, what is new in the later one is not used.',
          runbook: 'talos-upgrade',
          anchor: 'verify',
          nextSteps: ['Bring the upgrade of the control planes to its end.'],
        },
      ];
}

function evidenceOf(groups: ReadonlyMap<string, readonly MachineFacts[]>) {
  return [...groups]
    .map(
      ([words, machines]) =>
        `${machines.map(({ name }) => name).join(', ')}: ${words}`,
    )
    .sort();
}

/** A snapshot that is too old, or that nothing is known of. */
export function snapshotRules(
  { severity, reason }: Pick<Check, 'severity' | 'reason'>,
  options: {
    controlPlane?: string;
    /** The jobs are too young for anybody to miss one. */
    isFirstDue: boolean;
  },
): ConditionDraft[] {
  if (severity === 'ok') {
    return [];
  }
  const shared = {
    evidence: [reason],
    takesDown:
      'Nothing now; when the quorum is lost for good, what was written since is lost with it.',
    runbook: 'etcd-snapshot',
    anchor: 'take-one',
    nextSteps: [
      `Take one: talosctl -n ${
        options.controlPlane ?? 'NODE'
      } etcd snapshot ./etcd.db`,
    ],
  };
  if (severity === 'unknown') {
    return [
      {
        ...shared,
        rule: 'etcd-snapshot-missing',
        severity,
        title: 'Whether there is a snapshot of etcd is not known',
        cause:
          'Homestage knows of none; there may be some that it does not see.',
      },
    ];
  }
  return options.isFirstDue
    ? [
        {
          ...shared,
          rule: 'etcd-snapshot-missing',
          severity: 'info',
          title: 'No snapshot of etcd was taken yet',
          cause: 'What takes them was set up less than a day ago.',
        },
      ]
    : [
        {
          ...shared,
          rule: 'etcd-snapshot-late',
          severity,
          title: 'There is no snapshot of etcd of today',
          cause: 'The job that takes them has not succeeded for a day.',
        },
      ];
}
