import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton } from '@backstage/ui';
import { labTranslationRef } from '../../translation';
import styles from './LoadingBars.module.css';

/**
 * Props of {@link LoadingBars}.
 *
 * @public
 */
export interface LoadingBarsProps {
  /** One for each line that will come: its height in pixels, and its width. */
  bars: ReadonlyArray<{ height: number; width: string }>;
}

/**
 * Stands where something is on its way, in about its shape.
 *
 * @public
 */
export function LoadingBars(props: LoadingBarsProps) {
  const { t } = useTranslationRef(labTranslationRef);
  return (
    <div
      className={styles.bars}
      aria-busy="true"
      aria-label={t('state.loading')}
    >
      {props.bars.map((bar, index) => (
        <Skeleton key={index} {...bar} />
      ))}
    </div>
  );
}
