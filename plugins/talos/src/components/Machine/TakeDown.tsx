import { StatusShape } from '@homestage/backstage-plugin-lab-react';
import type { MachineDetail } from '@homestage/backstage-plugin-talos-common';
import styles from './Machine.module.css';

/** Props of {@link TakeDown}. */
export interface TakeDownProps {
  takeDown: MachineDetail['takeDown'];
}

/** *May I take it down?*, as a checklist with reasons. */
export function TakeDown(props: TakeDownProps) {
  const { sentence, checks } = props.takeDown;
  return (
    <>
      <p className={styles.verdict}>{sentence}</p>
      <ul className={styles.checks}>
        {checks.map(({ id, severity, title, reason }) => (
          <li key={id} className={styles.check}>
            <StatusShape level={severity} sizePx={14} />
            <div>
              <span className={styles.strong}>{title}</span>
              <div className={styles.quiet}>{reason}</div>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
