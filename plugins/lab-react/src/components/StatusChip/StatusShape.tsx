import type { StatusLevel } from './statusLevel';
import styles from './StatusChip.module.css';

/** One outline per level, so that a status is read without its colour. */
function Outline(props: { level: StatusLevel }) {
  switch (props.level) {
    case 'ok':
      return <circle cx="8" cy="8" r="5" fill="currentColor" />;
    case 'info':
      return <path d="M8 2 14 8 8 14 2 8Z" fill="currentColor" />;
    case 'warning':
      return <path d="M8 2 15 14H1Z" fill="currentColor" />;
    case 'error':
      return (
        <rect x="2.5" y="2.5" width="11" height="11" fill="currentColor" />
      );
    case 'working':
      return (
        <path
          d="M8 2.5a5.5 5.5 0 1 1-5.5 5.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.5"
          strokeLinecap="round"
          className={styles.turning}
        />
      );
    case 'suspended':
      return <path d="M4 3h3v10H4ZM9 3h3v10H9Z" fill="currentColor" />;
    default:
      return (
        <circle
          cx="8"
          cy="8"
          r="5.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeDasharray="3 2.4"
        />
      );
  }
}

/** @public */
export interface StatusShapeProps {
  level: StatusLevel;
  /** Edge in pixels; 12 when unset. */
  sizePx?: number;
}

/**
 * The shape of a status without its word, for places where the word stands
 * beside it. It is hidden from screen readers: the word must be there.
 *
 * @public
 */
export function StatusShape(props: StatusShapeProps) {
  const sizePx = props.sizePx ?? 12;
  return (
    <svg
      className={styles.shape}
      data-level={props.level}
      width={sizePx}
      height={sizePx}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      <Outline level={props.level} />
    </svg>
  );
}
