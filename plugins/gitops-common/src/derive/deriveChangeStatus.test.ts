import {
  CHANGE_STATUSES,
  deriveChangeStatus,
  type ChangeStatus,
} from './deriveChangeStatus';
import type { ChangeLeg, ChangeRow } from '../contract/change';

type Case = [ChangeRow['checks'], boolean | undefined, ChangeStatus];
type MergedCase = [ChangeLeg['state'][], ChangeStatus];

const LEGS = ['merged', 'fetched', 'applied', 'ready'] as const;

describe('deriveChangeStatus', () => {
  it.each<Case>([
    ['success', true, 'checked'],
    ['success', undefined, 'checked'],
    ['success', false, 'conflict'],
    ['failure', true, 'checks-failed'],
    ['failure', false, 'conflict'],
    ['pending', true, 'checks-running'],
    ['unknown', true, 'open'],
    ['unknown', undefined, 'open'],
    ['unknown', false, 'conflict'],
  ])(
    'says for checks %s and mergeable %s: %s',
    (checks, isMergeable, status) => {
      expect(deriveChangeStatus({ state: 'open', checks, isMergeable })).toBe(
        status,
      );
      expect(CHANGE_STATUSES).toContain(status);
    },
  );

  it.each<MergedCase>([
    [['done', 'done', 'done', 'done'], 'arrived'],
    [['done', 'none', 'none', 'none'], 'merged'],
    [['done', 'done', 'waiting', 'waiting'], 'arriving'],
    [['done', 'done', 'done', 'unknown'], 'arrival-unknown'],
    [['done', 'unknown', 'waiting', 'waiting'], 'arrival-unknown'],
    [['done', 'unknown', 'stuck', 'waiting'], 'stuck'],
    [[], 'arrival-unknown'],
  ])('says for legs %j: %s, whatever its checks were', (states, status) => {
    const legs = states.map((state, at) => ({ leg: LEGS[at], state }));
    expect(
      deriveChangeStatus({ state: 'merged', checks: 'failure', legs }),
    ).toBe(status);
    expect(CHANGE_STATUSES).toContain(status);
  });
});
