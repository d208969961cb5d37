import { StatusShape } from '@homestage/backstage-plugin-lab-react';
import type { Check } from '@homestage/backstage-plugin-talos-common';
import styles from './Checklist.module.css';

/** Props of {@link Checklist}. */
export interface ChecklistProps {
  sentence: string;
  checks: readonly Check[];
}

/** A question that was looked into, point by point, each with its reason. */
export function Checklist(props: ChecklistProps) {
  return (
    <>
      <p className={styles.verdict}>{props.sentence}</p>
      <ul className={styles.checks}>
        {props.checks.map(({ id, severity, title, reason }) => (
          <li key={id} className={styles.check}>
            <StatusShape level={severity} sizePx={14} />
            <div>
              <span className={styles.title}>{title}</span>
              <div className={styles.reason}>{reason}</div>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
