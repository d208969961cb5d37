import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FluxDetail } from '@homestage/backstage-plugin-flux-common';
import { fluxTranslationRef } from '../../translation';
import { RelationList } from '../FluxObjectLink/RelationList';
import styles from './Resource.module.css';

/** Props of {@link Dependencies}. */
export interface DependenciesProps {
  detail: FluxDetail;
}

/** What applies it up to the root, what it waits for, and what waits for it. */
export function Dependencies(props: DependenciesProps) {
  const { t } = useTranslationRef(fluxTranslationRef);
  const { detail } = props;
  return (
    <div className={styles.relations}>
      <h3>{t('resource.appliedBy')}</h3>
      <RelationList
        relations={detail.appliedBy}
        none={t('resource.appliedByNone')}
      />
      {detail.rootSource && (
        <>
          <h3>{t('resource.rootSource')}</h3>
          <RelationList relations={[detail.rootSource]} none="" />
        </>
      )}
      <h3>{t('resource.dependsOn')}</h3>
      <RelationList
        relations={detail.dependsOn}
        none={t('resource.dependsOnNone')}
      />
      <h3>{t('resource.requiredBy')}</h3>
      <RelationList
        relations={detail.requiredBy}
        none={t('resource.requiredByNone')}
      />
    </div>
  );
}
