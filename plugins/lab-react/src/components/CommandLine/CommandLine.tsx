import { CopyButton } from '../CopyButton/CopyButton';
import styles from './CommandLine.module.css';

/** @public */
export interface CommandLineProps {
  command: string;
  /** What the command does, above it. */
  title?: string;
}

/**
 * The command that does the same from a terminal, ready to copy.
 *
 * @public
 */
export function CommandLine(props: CommandLineProps) {
  return (
    <div className={styles.root}>
      {props.title && <div className={styles.title}>{props.title}</div>}
      <div className={styles.line}>
        <code className={styles.code}>{props.command}</code>
        <CopyButton text={props.command} what={props.title ?? props.command} />
      </div>
    </div>
  );
}
