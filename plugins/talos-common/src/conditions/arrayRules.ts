import type {
  ArrayFacts,
  MachineFacts,
  ScrubFacts,
} from '../facts/MachineFacts';
import type { ConditionDraft } from './createCondition';

const RUNBOOK = 'array-degraded';

/** Arrays of disks that lack one or write copies, and file systems with errors. */
export function arrayRules(machine: MachineFacts): ConditionDraft[] {
  return [
    ...(machine.arrays ?? []).flatMap(array => arrayRule(machine, array)),
    ...(machine.scrubs ?? []).flatMap(scrub => scrubRule(machine, scrub)),
  ];
}

/** Words of the kernel's `sync_action` while a lost copy is written anew. */
const RECOVERING = ['recover', 'resync'];

function arrayRule(machine: MachineFacts, array: ArrayFacts): ConditionDraft[] {
  const { id, phase, error, syncAction = 'idle', devices, members } = array;
  const what = `Array ${id} of ${machine.name}`;
  const lacks =
    devices !== undefined && members !== undefined ? devices - members : 0;
  const shared = {
    about: id,
    layer: 'storage' as const,
    cause: error,
    evidence: [
      `status: ${phase ?? 'not known'}`,
      ...(syncAction === 'idle' ? [] : [`sync: ${syncAction}`]),
      ...(devices === undefined || members === undefined
        ? []
        : [`${members} of ${devices} disks`]),
    ],
    since: array.since,
    runbook: RUNBOOK,
    anchor: 'check',
    nextSteps: [
      `Look at it: talosctl -n ${machine.node} get mdarraystatuses ${id} -o yaml`,
    ],
  };
  if (phase === 'error') {
    return [
      {
        ...shared,
        rule: 'array-failed',
        severity: 'error',
        title: `${what} does not work`,
        takesDown: 'What keeps its files there.',
      },
    ];
  }
  if (phase === 'waiting' || lacks > 0) {
    return [
      {
        ...shared,
        rule: 'array-degraded',
        severity: 'warning',
        title: `${what} lacks a disk`,
        takesDown: 'Nothing now; the next lost disk may take the data with it.',
      },
    ];
  }
  if (phase === 'rebuilding' || syncAction !== 'idle') {
    const isRecovering = RECOVERING.includes(syncAction);
    return [
      {
        ...shared,
        rule: 'array-syncing',
        severity: isRecovering ? 'warning' : 'info',
        title: isRecovering
          ? `${what} writes a lost copy anew`
          : `${what} is being worked on: ${
              syncAction === 'idle' ? phase : syncAction
            }`,
        takesDown: isRecovering
          ? 'Nothing now; until it is done a lost disk may take the data with it.'
          : undefined,
        anchor: 'let-it-finish',
      },
    ];
  }
  return phase === 'ready'
    ? []
    : [
        {
          ...shared,
          rule: 'array-degraded',
          severity: 'unknown',
          title: `Whether array ${id} of ${machine.name} is whole is not known`,
        },
      ];
}

/** What Talos writes of one that ran well, and of one that did not run yet. */
const FINE = ['success', 'scheduled'];

function scrubRule(machine: MachineFacts, scrub: ScrubFacts): ConditionDraft[] {
  const { id, mountpoint, result, at } = scrub;
  return result === undefined || FINE.includes(result)
    ? []
    : [
        {
          rule: 'scrub-failed',
          about: id,
          layer: 'storage',
          severity: 'warning',
          title: `The check of the file system of ${id} on ${machine.name} failed`,
          cause: result,
          evidence: [
            `status: ${result}`,
            ...(mountpoint ? [`mounted on ${mountpoint}`] : []),
          ],
          takesDown: 'Maybe nothing yet; files there may be damaged.',
          since: at,
          runbook: RUNBOOK,
          anchor: 'the-file-system-has-errors',
          nextSteps: [
            `Look for errors of its disk: talosctl -n ${machine.node} dmesg`,
          ],
        },
      ];
}
