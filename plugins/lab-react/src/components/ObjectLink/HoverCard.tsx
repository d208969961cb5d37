import { useId, useRef, useState, type ReactNode } from 'react';
import { Popover } from '@backstage/ui';
import styles from './ObjectLink.module.css';

/** Long enough that a pointer on its way elsewhere opens nothing. */
const OPEN_AFTER_MS = 350;

/** @public */
export interface HoverCardProps {
  card: ReactNode;
  children: ReactNode;
}

/**
 * A small card beside what it is about, on hover and on keyboard focus. It
 * never takes the focus; Escape closes it.
 *
 * @public
 */
export function HoverCard(props: HoverCardProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const [isOpen, setOpen] = useState(false);
  const id = useId();

  const open = (delayMs: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(true), delayMs);
  };
  const close = () => {
    clearTimeout(timer.current);
    setOpen(false);
  };
  return (
    <span
      ref={anchor}
      role="presentation"
      className={styles.anchor}
      onMouseEnter={() => open(OPEN_AFTER_MS)}
      onMouseLeave={close}
      onFocus={() => open(0)}
      onBlur={close}
      onKeyDown={event => event.key === 'Escape' && close()}
      aria-describedby={isOpen ? id : undefined}
    >
      {props.children}
      <Popover
        isNonModal
        hideArrow
        triggerRef={anchor}
        isOpen={isOpen}
        onOpenChange={setOpen}
        placement="bottom start"
      >
        <div id={id} className={styles.card} role="tooltip">
          {props.card}
        </div>
      </Popover>
    </span>
  );
}
