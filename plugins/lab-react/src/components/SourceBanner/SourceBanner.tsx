import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SourceState } from '@homestage/backstage-plugin-lab-common';
import { labTranslationRef } from '../../translation';
import { clockTime } from '../../clock/timeText';
import { useTicking } from '../../hooks/useTicking';
import { Banner } from './Banner';
import { sourceSeverity, troubledSources } from './sourceSentence';
import styles from './SourceBanner.module.css';

function SourceSentence(props: { source: SourceState }) {
  const { t } = useTranslationRef(labTranslationRef);
  const { source } = props;
  const time = useTicking(now => clockTime(Date.parse(source.since), now));
  return (
    <>
      {source.message} ({t('source.since', { time })}){' '}
      {t(source.asOf ? 'source.keptFacts' : 'source.noFacts')} {source.nextStep}
    </>
  );
}

/** @public */
export interface SourceBannerProps {
  /** Every source the page's facts came from. */
  sources: readonly SourceState[];
}

/**
 * One line on top when a source is not live: what is gone, since when, what is
 * kept, what to do. Nothing at all when every source answers.
 *
 * @public
 */
export function SourceBanner(props: SourceBannerProps) {
  const { t } = useTranslationRef(labTranslationRef);
  const [isOpen, setOpen] = useState(false);
  const [worst, ...others] = troubledSources(props.sources);
  if (!worst) {
    return null;
  }
  const toggle = {
    label: t(isOpen ? 'source.hide' : 'source.details'),
    onPress: () => setOpen(!isOpen),
  };
  return (
    <div className={styles.stack}>
      <Banner
        level={sourceSeverity(worst)}
        title={worst.title}
        action={others.length > 0 ? toggle : undefined}
      >
        <SourceSentence source={worst} />{' '}
        {others.length > 0 && t('source.more', { count: others.length })}
      </Banner>
      {isOpen &&
        others.map(source => (
          <Banner
            key={source.source}
            level={sourceSeverity(source)}
            title={source.title}
          >
            <SourceSentence source={source} />
          </Banner>
        ))}
    </div>
  );
}
