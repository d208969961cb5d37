import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { ChangeRow } from '@homestage/backstage-plugin-gitops-common';
import { gitopsTranslationRef } from '../../translation';
import styles from './Changes.module.css';

/** A row has room for so many; the others are named on hover. */
const MAX_SHOWN = 3;

/** What a change touches: entities, and directories that are none yet. */
export function Touched(props: {
  row: Pick<ChangeRow, 'entities' | 'places'>;
}) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const { entities, places } = props.row;
  const shownEntities = entities.slice(0, MAX_SHOWN);
  const shownPlaces = places.slice(0, MAX_SHOWN - shownEntities.length);
  const shown = shownEntities.length + shownPlaces.length;
  const all = [...entities.map(({ title }) => title), ...places];
  return (
    <span className={styles.touched} title={all.join(', ')}>
      {shownEntities.map(({ ref, title }) => (
        <EntityRefLink key={ref} entityRef={ref} title={title} hideIcon />
      ))}
      {shownPlaces.map(place => (
        <span key={place} className={styles.place}>
          {place.split('/').slice(-2).join('/')}
        </span>
      ))}
      {all.length > shown && (
        <span className={styles.place}>
          {t('changes.more', { number: String(all.length - shown) })}
        </span>
      )}
    </span>
  );
}
