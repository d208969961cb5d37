import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ChangeStatus } from '@homestage/backstage-plugin-gitops-common';
import {
  StatusChip,
  type StatusLevel,
} from '@homestage/backstage-plugin-lab-react';
import { gitopsTranslationRef } from '../../translation';

const LEVELS: Readonly<Record<ChangeStatus, StatusLevel>> = {
  conflict: 'error',
  'checks-failed': 'error',
  'checks-running': 'working',
  open: 'info',
  checked: 'ok',
};

/** Where a change stands, with the next step on hover. */
export function ChangeStatusChip(props: { status: ChangeStatus }) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const { status } = props;
  return (
    <StatusChip
      level={LEVELS[status]}
      word={t(`changes.word.${status}`)}
      reason={t(`changes.reason.${status}`)}
      variant="text"
    />
  );
}
