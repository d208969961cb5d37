import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { AppPreset } from '@homestage/backstage-plugin-gitops-common';
import { gitopsTranslationRef } from '../../translation';
import styles from './Presets.module.css';

/** One app to choose: what it is for, and what comes with it. */
export function PresetCard(props: {
  preset: AppPreset;
  href: string;
  /** Whether the tree has an app of this name. */
  isThere?: boolean;
}) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const { preset, href, isThere = false } = props;
  return (
    <li className={styles.card} data-there={isThere}>
      <span className={styles.letter} aria-hidden>
        {preset.title.slice(0, 1).toUpperCase()}
      </span>
      <div className={styles.words}>
        <Link href={href} className={styles.title} standalone>
          {preset.title}
        </Link>
        <p className={styles.description}>{preset.description}</p>
        <p className={styles.brings}>
          {[
            ...(isThere ? [t('presets.there')] : []),
            ...(preset.volume
              ? [t('presets.volume', { size: preset.volume.size })]
              : []),
            ...preset.brings.map(part => t(`presets.brings.${part}`)),
          ].join(' · ')}
        </p>
      </div>
    </li>
  );
}
