import { formatBytes } from '@homestage/backstage-plugin-lab-common';
import styles from './Machine.module.css';

/** Props of {@link FillBar}. */
export interface FillBarProps {
  /** 0 to 1. */
  ratio: number;
  usedBytes?: number;
  level: string;
}

/** How full something is, with the number. */
export function FillBar(props: FillBarProps) {
  const { ratio, usedBytes, level } = props;
  const percent = Math.round(ratio * 100);
  return (
    <span className={styles.fill}>
      <span className={styles.bar} data-level={level} aria-hidden>
        <span style={{ width: `${Math.min(percent, 100)}%` }} />
      </span>
      {percent} %{usedBytes === undefined ? '' : ` · ${formatBytes(usedBytes)}`}
    </span>
  );
}
