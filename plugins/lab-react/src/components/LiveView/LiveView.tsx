import type { ReactNode } from 'react';
import type { SourceState } from '@homestage/backstage-plugin-lab-common';
import type { LiveQuery } from '../../hooks/useLiveQuery';
import { LoadingBars } from '../LoadingBars/LoadingBars';
import { SourceBanner } from '../SourceBanner/SourceBanner';
import { ErrorState } from '../StateMessage/ErrorState';
import { StaleNote } from '../StateMessage/StaleNote';
import styles from './LiveView.module.css';

/** @public */
export interface LiveViewProps<T> {
  query: LiveQuery<T>;
  /** What was asked for, such as `the Flux resources`. */
  subject: string;
  /** What to do when it is not there. */
  missingNextStep?: string;
  /** Stands in for the facts while the first answer is on its way. */
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
}

function sourcesOf(data: unknown): readonly SourceState[] {
  const sources = (data as { sources?: unknown } | undefined)?.sources;
  return Array.isArray(sources) ? sources : [];
}

/** A title and some lines. */
const DEFAULT_BARS = [
  { height: 28, width: '60%' },
  { height: 16, width: '85%' },
  { height: 16, width: '70%' },
];

/**
 * The five states of a live answer, drawn the same on every page: loading,
 * denied, missing, failed, or the facts, dimmed and with their age when they are
 * kept from before. Sources that do not answer are named on top.
 *
 * @public
 */
export function LiveView<T>(props: LiveViewProps<T>) {
  const { query, subject, missingNextStep, skeleton, children } = props;
  const { state, data, error, asOfMs } = query;
  if (state === 'loading') {
    return <>{skeleton ?? <LoadingBars bars={DEFAULT_BARS} />}</>;
  }
  if (data === undefined || state === 'denied' || state === 'missing') {
    return (
      <ErrorState
        state={state === 'denied' || state === 'missing' ? state : 'failed'}
        error={error}
        subject={subject}
        nextStep={state === 'missing' ? missingNextStep : undefined}
        onRetry={query.refetch}
      />
    );
  }
  const isStale = state === 'stale';
  return (
    <div className={styles.view}>
      {isStale && (
        <StaleNote asOfMs={asOfMs ?? 0} error={error} onRetry={query.refetch} />
      )}
      <SourceBanner sources={sourcesOf(data)} />
      <div className={styles.facts} data-stale={isStale}>
        {children(data)}
      </div>
    </div>
  );
}
