import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatDuration } from '@homestage/backstage-plugin-lab-common';
import { useTicking } from '../../hooks/useTicking';
import { labTranslationRef } from '../../translation';
import { clockTime, fullTime } from '../../clock/timeText';
import styles from './DataAge.module.css';

/** Below this an age reads as "now"; counting single seconds only distracts. */
const NOW_MS = 2_000;

/** @public */
export interface DataAgeProps {
  /** ISO 8601 or milliseconds since the epoch; unset when it was never seen. */
  at?: string | number;
  /** The fact may have changed since: shown as "stale since", never as an age. */
  isStale?: boolean;
  /** `ago` adds the word ("3 min ago"); `bare` is the age alone, for table cells. */
  form?: 'ago' | 'bare';
}

/**
 * The age of a fact, moving by itself, with the absolute time on hover. A time
 * in the future (clocks differ) reads as "now".
 *
 * @public
 */
export function DataAge(props: DataAgeProps) {
  const { t } = useTranslationRef(labTranslationRef);
  const { at, isStale = false, form = 'ago' } = props;
  const atMs = typeof at === 'string' ? Date.parse(at) : at;
  const known = atMs !== undefined && Number.isFinite(atMs);
  const text = useTicking(now => {
    if (!known) {
      return t('age.never');
    }
    if (isStale) {
      return t('age.stale', { time: clockTime(atMs, now) });
    }
    const ageMs = now - atMs;
    if (ageMs < NOW_MS) {
      return t('age.now');
    }
    const age = formatDuration(ageMs);
    return form === 'bare' ? age : t('age.ago', { age });
  });
  return (
    <time
      className={styles.age}
      data-stale={isStale}
      dateTime={known ? new Date(atMs).toISOString() : undefined}
      title={known ? fullTime(atMs) : undefined}
    >
      {text}
    </time>
  );
}
