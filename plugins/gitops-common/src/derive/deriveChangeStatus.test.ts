import {
  CHANGE_STATUSES,
  deriveChangeStatus,
  type ChangeStatus,
} from './deriveChangeStatus';
import type { ChangeRow } from '../contract/change';

type Case = [ChangeRow['checks'], boolean | undefined, ChangeStatus];

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
      expect(deriveChangeStatus({ checks, isMergeable })).toBe(status);
      expect(CHANGE_STATUSES).toContain(status);
    },
  );
});
