import { useId, type ReactNode } from 'react';
import { BgProvider } from '@backstage/ui';
import styles from './Panel.module.css';

/** @public */
export interface PanelProps {
  title: string;
  /** Beside the title: a count, an age, a button. */
  aside?: ReactNode;
  children: ReactNode;
  /** Wide content such as tables reaches the edges. */
  isFlush?: boolean;
}

/**
 * A titled part of a page: the same frame for evidence of every kind.
 *
 * @public
 */
export function Panel(props: PanelProps) {
  const titleId = useId();
  return (
    <section className={styles.panel} aria-labelledby={titleId}>
      <header className={styles.head}>
        <h2 className={styles.title} id={titleId}>
          {props.title}
        </h2>
        {props.aside && (
          <BgProvider bg="neutral-1">
            <div className={styles.aside}>{props.aside}</div>
          </BgProvider>
        )}
      </header>
      <div className={styles.body} data-flush={props.isFlush ?? false}>
        {/* Fields and buttons stand out from the panel they are in. */}
        <BgProvider bg="neutral-1">{props.children}</BgProvider>
      </div>
    </section>
  );
}
