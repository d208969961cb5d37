import type {
  ChangeLeg,
  ChangeRow,
} from '@homestage/backstage-plugin-gitops-common';

/** The leg that a merged change is on; undefined when none is before it. */
export function currentLeg(
  row: Pick<ChangeRow, 'legs'>,
): ChangeLeg | undefined {
  return row.legs?.find(({ state }) => state !== 'done' && state !== 'none');
}
