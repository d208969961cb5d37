import type { MachineSnapshot } from '../facts/snapshots';
import { judgeTalos } from '../judge/judgeTalos';
import { cluster, gone, machine, NOW } from '../__testUtils__/snapshots';
import { told } from '../__testUtils__/told';
import { withoutRunbook } from '../__testUtils__/runbooks';

const MINUTE_MS = 60_000;

/** A worker that was seen to restart so many minutes ago. */
function judge(minutes: readonly number[], isGone = false) {
  const worker: MachineSnapshot = {
    ...machine('worker-02', '10.0.0.12', isGone ? { state: gone } : {}),
    boots: {
      since: '2026-11-01T08:00:00.000Z',
      seenAt: minutes.map(ago => new Date(NOW - ago * MINUTE_MS).toISOString()),
    },
  };
  return judgeTalos([cluster([machine('worker-01', '10.0.0.11'), worker])], {
    now: NOW,
  });
}

const LOOP =
  'error reboot-loop: seen at 11:10, 11:30, 11:55 UTC; since the portal looks: 2026-11-01 08:00 UTC';

describe('restarts', () => {
  it.each<[string, number[], string[]]>([
    ['none', [], []],
    ['an upgrade that went back by itself', [20, 10], []],
    ['three within an hour', [50, 30, 5], [LOOP]],
    ['three, of which one is long ago', [61, 30, 5], []],
    ['those of long ago are not counted', [90, 50, 30, 5], [LOOP]],
  ])('%s', (_, minutes, expected) => {
    const { conditions } = judge(minutes).clusters[0];
    expect(told(conditions)).toEqual(expected);
    expect(withoutRunbook(conditions)).toEqual([]);
  });

  it('are forgotten an hour later, without any news', () => {
    expect(judge([50, 30, 5]).validUntilMs).toBe(NOW + 10 * MINUTE_MS);
  });

  it('were seen by the portal, whether or not the machine answers now', () => {
    expect(told(judge([50, 30, 5], true).clusters[0].conditions)).toContain(
      LOOP,
    );
  });
});
