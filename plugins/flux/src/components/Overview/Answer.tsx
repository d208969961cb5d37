import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FluxSummary } from '@homestage/backstage-plugin-flux-common';
import { DataAge, StatusShape } from '@homestage/backstage-plugin-lab-react';
import { fluxTranslationRef } from '../../translation';
import { ShareBar } from './ShareBar';
import styles from './Overview.module.css';

/** Props of {@link Answer}. */
export interface AnswerProps {
  summary: FluxSummary;
}

/** The first answer of the page: how much of the lab is what Git says. */
export function Answer(props: AnswerProps) {
  const { t } = useTranslationRef(fluxTranslationRef);
  const { appliers, severity, sentence, oldestFactAt } = props.summary;
  return (
    <section className={styles.answer} aria-live="polite">
      <div className={styles.headline}>
        <StatusShape level={severity} sizePx={22} />
        <h2 className={styles.sentence}>{sentence}</h2>
      </div>
      <p className={styles.sub}>
        {t('overview.share')}
        {' · '}
        {t('overview.oldest')} <DataAge at={oldestFactAt} />
      </p>
      <ShareBar label={t('overview.share')} counts={appliers.counts} />
    </section>
  );
}
