import { Button } from '@backstage/ui';
import type { ReactNode } from 'react';
import { StatusShape } from '../StatusChip/StatusShape';
import type { StatusLevel } from '../StatusChip/statusLevel';
import styles from './Banner.module.css';

/** @public */
export interface BannerProps {
  level: StatusLevel;
  title: string;
  children?: ReactNode;
  action?: { label: string; onPress: () => void };
}

/**
 * One line across the top of what it speaks about.
 *
 * @public
 */
export function Banner(props: BannerProps) {
  return (
    <div className={styles.banner} data-level={props.level} role="status">
      <StatusShape level={props.level} sizePx={14} />
      <div className={styles.text}>
        <strong>{props.title}.</strong> {props.children}
      </div>
      {props.action && (
        <Button size="small" variant="tertiary" onPress={props.action.onPress}>
          {props.action.label}
        </Button>
      )}
    </div>
  );
}
