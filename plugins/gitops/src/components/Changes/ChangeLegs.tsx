import {
  useTranslationRef,
  type TranslationFunction,
} from '@backstage/frontend-plugin-api';
import type {
  ChangeLeg,
  ChangeRow,
} from '@homestage/backstage-plugin-gitops-common';
import {
  fullTime,
  StatusShape,
  type StatusLevel,
} from '@homestage/backstage-plugin-lab-react';
import { gitopsTranslationRef } from '../../translation';
import { currentLeg } from './currentLeg';
import styles from './Changes.module.css';

const LEVELS: Readonly<Partial<Record<ChangeLeg['state'], StatusLevel>>> = {
  done: 'ok',
  stuck: 'error',
  unknown: 'unknown',
  waiting: 'working',
};

/** Only the leg that it is on moves; what lies before it has no state yet. */
function levelOf(leg: ChangeLeg, current: ChangeLeg | undefined) {
  const isAhead = leg.state === 'waiting' && leg !== current;
  return isAhead ? undefined : LEVELS[leg.state];
}

/** When it was done; of what is ready, since when it is. */
function timeText(
  { leg, at }: ChangeLeg,
  t: TranslationFunction<(typeof gitopsTranslationRef)['T']>,
): string {
  const time = at ? fullTime(Date.parse(at)) : '';
  return leg === 'ready'
    ? t('changes.legSince', { time })
    : t('changes.legAt', { time });
}

/** How far a merged change came, as a line of legs; nothing while it is open. */
export function ChangeLegs(props: { row: Pick<ChangeRow, 'legs'> }) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const { legs } = props.row;
  if (!legs) {
    return null;
  }
  const current = currentLeg(props.row);
  return (
    <ol className={styles.legs} aria-label={t('changes.way')}>
      {legs.map(leg => {
        const level = levelOf(leg, current);
        return (
          <li
            key={leg.leg}
            className={styles.leg}
            data-state={leg.state}
            title={leg.at ? timeText(leg, t) : leg.reason}
          >
            {level ? (
              <StatusShape level={level} sizePx={10} />
            ) : (
              <span className={styles.ahead} aria-hidden="true" />
            )}
            <span>{t(`changes.leg.${leg.leg}`)}</span>
            <span className={styles.hidden}>
              {t(`changes.legState.${leg.state}`)}
              {leg.at && <time dateTime={leg.at}>{timeText(leg, t)}</time>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
