import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import {
  EmptyState,
  LiveView,
  Panel,
  useLiveQuery,
} from '@homestage/backstage-plugin-lab-react';
import { LAB_ANNOTATIONS } from '@homestage/backstage-plugin-lab-common';
import {
  catalogPath,
  entityCounts,
  type ThingCount,
} from '../../catalog/entityCounts';
import { overviewTranslationRef } from '../../translation';
import styles from './WhatThereIs.module.css';

function useEntityCounts() {
  const catalogApi = useApi(catalogApiRef);
  return useLiveQuery({
    queryKey: ['lab', 'entity-counts'],
    channel: 'gitops:changed',
    queryFn: async () => {
      const { items } = await catalogApi.getEntities({
        filter: {
          [`metadata.annotations.${LAB_ANNOTATIONS.presence}`]: [
            'git',
            'live',
            'both',
          ],
        },
        fields: ['kind', 'metadata.name', 'metadata.annotations', 'spec.type'],
      });
      return entityCounts(items);
    },
  });
}

function ThingTile(props: { count: ThingCount }) {
  const { thing, total, notLive, notInGit } = props.count;
  const { t } = useTranslationRef(overviewTranslationRef);
  return (
    <li>
      <Link className={styles.tile} href={catalogPath(thing)}>
        <span className={styles.count}>{total}</span>
        <span>{t(`whatThereIs.${thing}`)}</span>
        {notLive > 0 && (
          <span className={styles.note}>
            {t('whatThereIs.notLive', { number: String(notLive) })}
          </span>
        )}
        {notInGit > 0 && (
          <span className={styles.note}>
            {t('whatThereIs.notInGit', { number: String(notInGit) })}
          </span>
        )}
      </Link>
    </li>
  );
}

/** How many of each thing the lab has; every number leads to its list. */
export function WhatThereIs() {
  const { t } = useTranslationRef(overviewTranslationRef);
  const counts = useEntityCounts();
  return (
    <Panel
      title={t('whatThereIs.title')}
      aside={<Link href="/create">{t('whatThereIs.ask')}</Link>}
    >
      <LiveView query={counts} subject={t('whatThereIs.subject')}>
        {things =>
          things.every(({ total }) => total === 0) ? (
            <EmptyState title={t('whatThereIs.empty')} />
          ) : (
            <ul className={styles.tiles}>
              {things.map(count => (
                <ThingTile key={count.thing} count={count} />
              ))}
            </ul>
          )
        }
      </LiveView>
    </Panel>
  );
}
