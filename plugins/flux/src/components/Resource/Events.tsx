import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FluxEvent } from '@homestage/backstage-plugin-flux-common';
import { DataAge, StatusShape } from '@homestage/backstage-plugin-lab-react';
import { fluxTranslationRef } from '../../translation';
import styles from './Resource.module.css';

/** Props of {@link Events}. */
export interface EventsProps {
  /** Newest first. */
  events: readonly FluxEvent[];
}

/** What the controllers reported about it. */
export function Events(props: EventsProps) {
  const { t } = useTranslationRef(fluxTranslationRef);
  if (props.events.length === 0) {
    return <p className={styles.none}>{t('resource.eventsNone')}</p>;
  }
  return (
    <ul className={styles.events}>
      {props.events.map((event, index) => (
        <li key={`${event.at}-${index}`} className={styles.event}>
          <StatusShape level={event.type === 'Warning' ? 'warning' : 'info'} />
          <span className={styles.eventText}>
            <strong>{event.reason}</strong> {event.message}{' '}
            {event.count > 1 && (
              <span className={styles.quiet}>
                {t('resource.eventTimes', { number: String(event.count) })}
              </span>
            )}
          </span>
          {event.at && <DataAge at={event.at} />}
        </li>
      ))}
    </ul>
  );
}
