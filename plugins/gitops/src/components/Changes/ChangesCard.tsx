import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import type {
  ChangeRow,
  ChangesAnswer,
} from '@homestage/backstage-plugin-gitops-common';
import {
  DataAge,
  LiveView,
  Panel,
  placeOf,
  troubledSources,
} from '@homestage/backstage-plugin-lab-react';
import { useChanges } from '../../hooks/useChanges';
import { changesRouteRef } from '../../routes';
import { gitopsTranslationRef } from '../../translation';
import { ChangeLegs } from './ChangeLegs';
import { ChangeStatusChip } from './ChangeStatusChip';
import { currentLeg } from './currentLeg';
import styles from './Changes.module.css';

function Change(props: { row: ChangeRow }) {
  const { row } = props;
  const reason = currentLeg(row)?.reason;
  return (
    <li className={styles.change}>
      <ChangeStatusChip row={row} />
      <span className={styles.name}>
        <Link href={row.url} target="_blank">
          #{row.number} {row.title}
        </Link>
      </span>
      <DataAge
        at={row.asOf ?? row.mergedAt ?? row.createdAt}
        isStale={row.asOf !== undefined}
      />
      {row.legs && (
        <div className={styles.below}>
          <ChangeLegs row={row} />
          {reason && <p className={styles.reason}>{reason}</p>}
        </div>
      )}
    </li>
  );
}

/** What of the answer is about one entity: its rows, and the forge they come from. */
function aboutEntity(
  answer: ChangesAnswer,
  about: { ref: string; repository?: string },
): ChangesAnswer {
  return {
    ...answer,
    sources: answer.sources.filter(
      ({ source }) => source === `forge/${about.repository}`,
    ),
    rows: answer.rows.filter(({ entities }) =>
      entities.some(({ ref }) => ref === about.ref),
    ),
  };
}

/**
 * The changes of the entity of the page. There is no card when there are none,
 * or when they may not be read; while its forge is silent nobody knows that, and
 * the card says so.
 */
export function ChangesCard() {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const { entity } = useEntity();
  const changesPath = useRouteRef(changesRouteRef);
  const query = useChanges();
  const { kind, metadata } = entity;
  const { name, namespace = 'default' } = metadata;
  const data =
    query.data &&
    aboutEntity(query.data, {
      // As Backstage's stringifyEntityRef writes them.
      ref: `${kind}:${namespace}/${name}`.toLowerCase(),
      repository: placeOf(entity).repository,
    });
  const isSilent = data && troubledSources(data.sources).length > 0;
  const hasNone = data?.rows.length === 0 && !isSilent;
  if (hasNone || query.state === 'loading' || query.state === 'denied') {
    return null;
  }
  return (
    <Panel
      title={t('changes.cardTitle')}
      aside={
        changesPath && <Link href={changesPath()}>{t('changes.cardAll')}</Link>
      }
    >
      <LiveView query={{ ...query, data }} subject={t('changes.cardSubject')}>
        {answer => (
          <>
            <ul className={styles.list}>
              {answer.rows.map(row => (
                <Change key={`${row.repository}/${row.number}`} row={row} />
              ))}
            </ul>
            {answer.rows.length === 0 && (
              <p className={styles.quiet}>{t('changes.cardUnknown')}</p>
            )}
          </>
        )}
      </LiveView>
    </Panel>
  );
}
