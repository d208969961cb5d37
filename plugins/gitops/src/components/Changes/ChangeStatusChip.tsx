import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  deriveChangeStatus,
  type ChangeRow,
  type ChangeStatus,
} from '@homestage/backstage-plugin-gitops-common';
import {
  StatusChip,
  type StatusLevel,
} from '@homestage/backstage-plugin-lab-react';
import { gitopsTranslationRef } from '../../translation';
import { currentLeg } from './currentLeg';

const LEVELS: Readonly<Record<ChangeStatus, StatusLevel>> = {
  conflict: 'error',
  stuck: 'error',
  'checks-failed': 'error',
  'arrival-unknown': 'unknown',
  'checks-running': 'working',
  open: 'info',
  checked: 'ok',
  merged: 'info',
  arriving: 'working',
  arrived: 'ok',
};

/** Where a change stands, with the reason or the next step on hover. */
export function ChangeStatusChip(props: { row: ChangeRow }) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const { row } = props;
  const status = deriveChangeStatus(row);
  return (
    <StatusChip
      level={LEVELS[status]}
      word={t(`changes.word.${status}`)}
      reason={currentLeg(row)?.reason ?? t(`changes.reason.${status}`)}
      variant="text"
    />
  );
}
