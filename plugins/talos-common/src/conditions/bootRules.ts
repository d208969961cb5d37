import type { MachineFacts } from '../facts/MachineFacts';
import type { ConditionDraft } from './createCondition';

/** An upgrade that goes back by itself restarts a machine twice. */
const LOOP_BOOTS = 3;
export const LOOP_WINDOW_MS = 60 * 60_000;

const tellTime = (at: string) => at.slice(11, 16);

/** A machine that restarts again and again. */
export function bootRules(
  { name, node, boots }: MachineFacts,
  options: { now: number },
): ConditionDraft[] {
  const times = bootsWithin(boots?.seenAt ?? [], options);
  return boots && times.length >= LOOP_BOOTS
    ? [
        {
          rule: 'reboot-loop',
          severity: 'error',
          title: `${name} restarted ${times.length} times within an hour`,
          cause:
            'Its power, its memory, a kernel that panics, or a watchdog that is not fed.',
          evidence: [
            `seen at ${times.map(tellTime).join(', ')} UTC`,
            `since the portal looks: ${boots.since
              .slice(0, 16)
              .replace('T', ' ')} UTC`,
          ],
          takesDown: 'What runs on it begins anew each time, or elsewhere.',
          since: times[0],
          runbook: 'node-lost',
          anchor: 'does-it-restart-again-and-again',
          nextSteps: [
            `Read the kernel's log while it is up: talosctl -n ${node} dmesg`,
          ],
        },
      ]
    : [];
}

/** Those of the last hour. */
function bootsWithin(
  seenAt: readonly string[],
  { now }: { now: number },
): string[] {
  return seenAt.filter(at => now - Date.parse(at) < LOOP_WINDOW_MS);
}
