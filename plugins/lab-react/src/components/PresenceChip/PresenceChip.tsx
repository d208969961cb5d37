import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Presence } from '@homestage/backstage-plugin-lab-common';
import {
  RiCloudOffLine,
  RiGitBranchLine,
  RiLinksLine,
  RiQuestionLine,
} from '@remixicon/react';
import { labTranslationRef } from '../../translation';
import styles from './PresenceChip.module.css';

const ICONS = {
  git: <RiGitBranchLine size={14} aria-hidden="true" />,
  live: <RiCloudOffLine size={14} aria-hidden="true" />,
  both: <RiLinksLine size={14} aria-hidden="true" />,
  unknown: <RiQuestionLine size={14} aria-hidden="true" />,
};

/** @public */
export interface PresenceChipProps {
  /** Unset when it is not known. */
  presence?: Presence;
}

/**
 * Where a thing was found: declared in Git, running in the cluster, or both.
 *
 * @public
 */
export function PresenceChip(props: PresenceChipProps) {
  const { t } = useTranslationRef(labTranslationRef);
  const presence = props.presence ?? 'unknown';
  return (
    <span className={styles.chip} data-presence={presence}>
      {ICONS[presence]}
      {t(`presence.${presence}`)}
    </span>
  );
}
