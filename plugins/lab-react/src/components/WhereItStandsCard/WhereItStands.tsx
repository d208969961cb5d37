import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { clusterEntityRef } from '@homestage/backstage-plugin-lab-common';
import { readableTimes } from '../../clock/readableTimes';
import { useTicking } from '../../hooks/useTicking';
import { labTranslationRef } from '../../translation';
import { CopyButton } from '../CopyButton/CopyButton';
import { Panel } from '../Panel/Panel';
import { PresenceChip } from '../PresenceChip/PresenceChip';
import { Banner } from '../SourceBanner/Banner';
import type { LabPlace } from './placeOf';
import styles from './WhereItStands.module.css';

/** @public */
export interface WhereItStandsProps {
  place: LabPlace;
}

/**
 * In Git, live or both; in which directory, on which cluster; and whether that
 * may be out of date.
 *
 * @public
 */
export function WhereItStands(props: WhereItStandsProps) {
  const { t } = useTranslationRef(labTranslationRef);
  const { place } = props;
  const stale = useTicking(now => readableTimes(place.stale ?? '', now));
  const directory = place.directory === '' ? '/' : place.directory;
  return (
    <Panel title={t('where.title')}>
      {place.stale && (
        <div className={styles.stale}>
          <Banner level="warning" title={t('where.stale')}>
            {stale}
          </Banner>
        </div>
      )}
      <dl className={styles.facts}>
        <dt>{t('where.found')}</dt>
        <dd>
          <PresenceChip presence={place.presence} />
        </dd>
        <dt>{t('where.directory')}</dt>
        <dd>
          {directory ? (
            <span className={styles.path}>
              {place.directoryUrl ? (
                <Link href={place.directoryUrl}>{directory}</Link>
              ) : (
                directory
              )}
              <CopyButton text={directory} what={t('where.directory')} />
            </span>
          ) : (
            t('where.notInTree')
          )}
        </dd>
        {place.repository && (
          <>
            <dt>{t('where.repository')}</dt>
            <dd>{place.repository}</dd>
          </>
        )}
        {place.cluster && (
          <>
            <dt>{t('where.cluster')}</dt>
            <dd>
              <EntityRefLink
                entityRef={clusterEntityRef(place.cluster)}
                title={place.cluster}
              />
            </dd>
          </>
        )}
      </dl>
    </Panel>
  );
}
