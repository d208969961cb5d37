import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { labTranslationRef } from '../../translation';
import { StatusShape } from './StatusShape';
import type { StatusLevel } from './statusLevel';
import styles from './StatusChip.module.css';

/** @public */
export interface StatusChipProps {
  level: StatusLevel;
  /** The status word of the domain, such as `Stalled`; unset shows the level's own word. */
  word?: string;
  /** Why, in one sentence; shown on hover. */
  reason?: string;
  /** `text` has no background, for dense rows; `chip` is the default. */
  variant?: 'chip' | 'text';
}

/**
 * Status as shape, word and colour: never colour alone. Levels that are fine
 * stay quiet; a background is drawn only where somebody should look.
 *
 * @public
 */
export function StatusChip(props: StatusChipProps) {
  const { t } = useTranslationRef(labTranslationRef);
  const { level, word, reason, variant = 'chip' } = props;
  return (
    <span
      className={styles.chip}
      data-level={level}
      data-variant={variant}
      title={reason}
    >
      <StatusShape level={level} />
      <span className={styles.word}>{word ?? t(`status.${level}`)}</span>
    </span>
  );
}
