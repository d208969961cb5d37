import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SourceState,
  SourceStatus,
} from '@homestage/backstage-plugin-lab-common';
import { labTranslationRef } from '../../translation';
import { clockTime } from '../../clock/timeText';
import { useTicking } from '../../hooks/useTicking';
import { Banner } from './Banner';
import {
  asSentence,
  groupSources,
  sourceSeverity,
  troubledSources,
} from './sourceSentence';
import styles from './SourceBanner.module.css';

type KindsWords =
  | 'source.kindsStale'
  | 'source.kindsForbidden'
  | 'source.kindsRefused';

/** What is said of many kinds of one cluster at once; the rest does not answer. */
const KINDS_WORDS: Partial<Record<SourceStatus, KindsWords>> = {
  // Silence and the first refusals of an API server that starts look the same here.
  stale: 'source.kindsStale',
  forbidden: 'source.kindsForbidden',
  unauthenticated: 'source.kindsRefused',
};

function SourceSentence(props: { source: SourceState; kinds?: number }) {
  const { t } = useTranslationRef(labTranslationRef);
  const { source, kinds } = props;
  const time = useTicking(now => clockTime(Date.parse(source.since), now));
  const words = KINDS_WORDS[source.status] ?? 'source.kindsSilent';
  const what = kinds
    ? t(words, { count: kinds })
    : source.message.replace(/\.$/, '');
  return (
    <>
      {what} ({t('source.since', { time })}).{' '}
      {t(source.asOf ? 'source.keptFacts' : 'source.noFacts')}{' '}
      {source.nextStep && asSentence(source.nextStep)}
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
 * kept, what to do. A cluster that is gone is one trouble, however many kinds
 * are read from it. Nothing at all when every source answers.
 *
 * @public
 */
export function SourceBanner(props: SourceBannerProps) {
  const { t } = useTranslationRef(labTranslationRef);
  const [isOpen, setOpen] = useState(false);
  const troubled = troubledSources(props.sources);
  const [group] = groupSources(troubled);
  if (!group) {
    return null;
  }
  const { cluster, sources } = group;
  const [first] = sources;
  const more = troubled.length - sources.length;
  const inDetail = cluster ? troubled : troubled.slice(1);
  const toggle = {
    label: t(isOpen ? 'source.hide' : 'source.details'),
    onPress: () => setOpen(!isOpen),
  };
  return (
    <div className={styles.stack}>
      <Banner
        level={sourceSeverity(first)}
        title={cluster ? t('source.cluster', { cluster }) : first.title}
        action={inDetail.length > 0 ? toggle : undefined}
      >
        <SourceSentence
          source={first}
          kinds={cluster ? sources.length : undefined}
        />{' '}
        {more > 0 && t('source.more', { count: more })}
      </Banner>
      {isOpen &&
        inDetail.map(source => (
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
