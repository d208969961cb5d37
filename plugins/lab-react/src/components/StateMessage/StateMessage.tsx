import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { ReactNode } from 'react';
import { labTranslationRef } from '../../translation';
import { DataAge } from '../DataAge/DataAge';
import { StatusShape } from '../StatusChip/StatusShape';
import type { StatusLevel } from '../StatusChip/statusLevel';
import styles from './StateMessage.module.css';

/** @public */
export interface StateMessageProps {
  level: StatusLevel;
  /** What, in a short sentence. */
  title: string;
  /** Where and why, in plain words. */
  message?: ReactNode;
  /** ISO 8601 or milliseconds since the epoch. */
  since?: string | number;
  likelyCause?: string;
  nextStep?: ReactNode;
  /** Offers to ask again. */
  onRetry?: () => void;
}

/**
 * What fills the place of facts that are not there: what, where, since, likely
 * cause, next step. Announced politely to screen readers.
 *
 * @public
 */
export function StateMessage(props: StateMessageProps) {
  const { t } = useTranslationRef(labTranslationRef);
  const { level, title, message, since, likelyCause, nextStep, onRetry } =
    props;
  return (
    <div className={styles.root} role="status">
      <StatusShape level={level} sizePx={20} />
      <div className={styles.text}>
        <p className={styles.title}>{title}</p>
        {message && <p className={styles.line}>{message}</p>}
        <dl className={styles.facts}>
          {since !== undefined && (
            <>
              <dt>{t('state.since')}</dt>
              <dd>
                <DataAge at={since} />
              </dd>
            </>
          )}
          {likelyCause && (
            <>
              <dt>{t('state.likelyCause')}</dt>
              <dd>{likelyCause}</dd>
            </>
          )}
          {nextStep && (
            <>
              <dt>{t('state.nextStep')}</dt>
              <dd>{nextStep}</dd>
            </>
          )}
        </dl>
        {onRetry && (
          <Button size="small" variant="secondary" onPress={onRetry}>
            {t('state.retry')}
          </Button>
        )}
      </div>
    </div>
  );
}
