import type { ReactNode } from 'react';
import styles from './Machine.module.css';

/** Props of {@link Fold}. */
export interface FoldProps {
  /** What is in it, so that few have to open it. */
  summary: string;
  isOpen: boolean;
  children: ReactNode;
}

/** A long list behind the line that sums it up. */
export function Fold(props: FoldProps) {
  return (
    <details open={props.isOpen}>
      <summary className={styles.summary}>{props.summary}</summary>
      {props.children}
    </details>
  );
}
