import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FluxApp } from '@homestage/backstage-plugin-flux-common';
import { DataAge, StatusShape } from '@homestage/backstage-plugin-lab-react';
import { fluxTranslationRef } from '../../translation';
import { RelationList } from '../FluxObjectLink/RelationList';
import { RevisionLink } from '../FluxObjectLink/RevisionLink';
import styles from './App.module.css';

/** Props of {@link AppSummary}. */
export interface AppSummaryProps {
  app: FluxApp;
}

/** Whether it is what Git says, at which revision, since when, by whom. */
export function AppSummary(props: AppSummaryProps) {
  const { t } = useTranslationRef(fluxTranslationRef);
  const { app } = props;
  const cause = app.block?.sentence;
  return (
    <>
      <div className={styles.headline}>
        <StatusShape level={app.severity} sizePx={18} />
        <p className={styles.sentence}>{app.sentence}</p>
      </div>
      {cause && !app.sentence.includes(cause) && (
        <p className={styles.block}>{cause}</p>
      )}
      <dl className={styles.facts}>
        {app.revision && (
          <>
            <dt>{t('app.revision')}</dt>
            <dd>
              <RevisionLink
                revision={app.revision}
                fullRevision={app.fullRevision}
                url={app.rootSource?.url}
              />
            </dd>
          </>
        )}
        {app.since && (
          <>
            <dt>{t('app.since')}</dt>
            <dd>
              <DataAge at={app.since} />
            </dd>
          </>
        )}
        <dt>{t('app.appliedBy')}</dt>
        <dd>
          <RelationList
            relations={[...app.kustomizations, ...app.helmReleases]}
            none="–"
          />
        </dd>
      </dl>
    </>
  );
}
