import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useTicking } from '../../hooks/useTicking';
import { labTranslationRef } from '../../translation';
import { clockTime } from '../../clock/timeText';
import { Banner } from '../SourceBanner/Banner';

/** @public */
export interface StaleNoteProps {
  /** When the answer on screen was last confirmed, milliseconds since the epoch. */
  asOfMs: number;
  error?: Error;
  onRetry?: () => void;
}

/**
 * One line on top of kept facts while the portal itself does not answer.
 *
 * @public
 */
export function StaleNote(props: StaleNoteProps) {
  const { t } = useTranslationRef(labTranslationRef);
  const time = useTicking(now => clockTime(props.asOfMs, now));
  return (
    <Banner
      level="warning"
      title={t('state.staleTitle', { time })}
      action={
        props.onRetry && { label: t('state.retry'), onPress: props.onRetry }
      }
    >
      {t('state.staleMessage')}
    </Banner>
  );
}
