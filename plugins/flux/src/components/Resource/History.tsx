import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatDuration } from '@homestage/backstage-plugin-lab-common';
import type {
  FluxDetail,
  FluxHistoryEntry,
} from '@homestage/backstage-plugin-flux-common';
import { Timeline } from '@homestage/backstage-plugin-lab-react';
import { fluxTranslationRef } from '../../translation';
import styles from './Resource.module.css';

/** Props of {@link History}. */
export interface HistoryProps {
  detail: FluxDetail;
}

function titleOf(entry: FluxHistoryEntry): string {
  return [entry.action, entry.status].filter(Boolean).join(': ');
}

/** What was tried, newest first: when, with what, how it ended. */
export function History(props: HistoryProps) {
  const { t } = useTranslationRef(fluxTranslationRef);
  const { history, row } = props.detail;
  if (history.length === 0) {
    return <p className={styles.none}>{t('resource.historyNone')}</p>;
  }
  const detailOf = (entry: FluxHistoryEntry) =>
    [
      entry.change,
      entry.durationMs !== undefined &&
        t('resource.historyTook', {
          duration: formatDuration(entry.durationMs),
        }),
      entry.times !== undefined &&
        entry.times > 1 &&
        t('resource.historyTimes', { number: String(entry.times) }),
    ]
      .filter(Boolean)
      .join(', ');
  return (
    <Timeline
      label={`${t('resource.history')}: ${row.name}`}
      entries={history.map((entry, index) => ({
        id: `${entry.at ?? ''}-${index}`,
        at: entry.at,
        level: entry.severity,
        title: titleOf(entry),
        subject: entry.revision,
        detail: detailOf(entry),
      }))}
    />
  );
}
