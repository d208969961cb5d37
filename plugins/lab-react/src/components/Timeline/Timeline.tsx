import type { ReactNode } from 'react';
import { DataAge } from '../DataAge/DataAge';
import { StatusShape } from '../StatusChip/StatusShape';
import type { StatusLevel } from '../StatusChip/statusLevel';
import styles from './Timeline.module.css';

/**
 * One thing that happened.
 *
 * @public
 */
export interface TimelineEntry {
  readonly id: string;
  /** ISO 8601; unset when it is not known. */
  readonly at?: string;
  readonly level: StatusLevel;
  /** What happened, in one or two words; it stands in for the shape. */
  readonly title: string;
  /** What it happened to: a revision, a version. */
  readonly subject?: ReactNode;
  /** How long it took, what changed. */
  readonly detail?: ReactNode;
}

/** @public */
export interface TimelineProps {
  /** What it is the history of, for screen readers. */
  label: string;
  /** Newest first. */
  entries: readonly TimelineEntry[];
}

/**
 * What happened over time, newest first: side by side on a wide screen, one
 * below the other on a phone. It is a list, and reads as one.
 *
 * @public
 */
export function Timeline(props: TimelineProps) {
  return (
    <ol className={styles.line} aria-label={props.label}>
      {props.entries.map(entry => (
        <li key={entry.id} className={styles.entry} data-level={entry.level}>
          <span className={styles.mark}>
            <StatusShape level={entry.level} />
          </span>
          <span className={styles.text}>
            <span className={styles.title}>{entry.title}</span>
            {entry.subject && (
              <span className={styles.subject}>{entry.subject}</span>
            )}
            {entry.at && (
              <span className={styles.detail}>
                <DataAge at={entry.at} />
              </span>
            )}
            {entry.detail && (
              <span className={styles.detail}>{entry.detail}</span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
