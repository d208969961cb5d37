import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { usePresets } from '../../hooks/usePresets';
import { presetsRouteRef } from '../../routes';
import { gitopsTranslationRef } from '../../translation';
import styles from '../Presets/Presets.module.css';
import type { TreeFieldProps } from './TreeField';

/**
 * What the form begins with. It is chosen on a page of its own, which comes back
 * here with the form filled in; nothing is asked where there are no presets.
 */
export function PresetField(props: TreeFieldProps) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const address = useRouteRef(presetsRouteRef)?.();
  const { data, error } = usePresets();
  const { formData: wanted = '' } = props;
  const chosen = data?.presets.find(({ name }) => name === wanted);
  const isUnknown = data !== undefined && wanted !== '' && !chosen;
  if (!address || (data?.presets.length === 0 && !wanted)) {
    return null;
  }
  return (
    <div className={styles.chosen}>
      <p>
        {chosen &&
          t('presets.chosen', {
            title: chosen.title,
            description: chosen.description,
          })}
        {isUnknown && t('presets.unknown', { name: wanted })}
        {!data && error && t('presets.failed', { reason: error.message })}
        {!wanted &&
          data &&
          t('presets.offer', { number: String(data.presets.length) })}
      </p>
      <ButtonLink variant="secondary" size="small" href={address}>
        {chosen ? t('presets.other') : t('presets.choose')}
      </ButtonLink>
    </div>
  );
}
