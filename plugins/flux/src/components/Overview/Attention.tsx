import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import {
  fluxKey,
  type FluxSummary,
} from '@homestage/backstage-plugin-flux-common';
import { DataAge, Panel } from '@homestage/backstage-plugin-lab-react';
import { resourcesRouteRef } from '../../routes';
import { fluxTranslationRef } from '../../translation';
import { FluxObjectLink } from '../FluxObjectLink/FluxObjectLink';
import { FluxStatusChip } from '../FluxStatusChip/FluxStatusChip';
import styles from './Overview.module.css';

/** More than this is a list, not a glance. */
const MAX_ROWS = 8;

/** Props of {@link Attention}. */
export interface AttentionProps {
  summary: FluxSummary;
}

/** What needs somebody, worst first. */
export function Attention(props: AttentionProps) {
  const { t } = useTranslationRef(fluxTranslationRef);
  const list = useRouteRef(resourcesRouteRef);
  const { attention, attentionTotal } = props.summary;
  const rows = attention.slice(0, MAX_ROWS);
  const more = attentionTotal - rows.length;
  return (
    <Panel
      title={t('overview.attention')}
      aside={list && <Link href={list()}>{t('overview.showAll')}</Link>}
    >
      <ul className={styles.rows}>
        {rows.map(row => (
          <li key={fluxKey(row)} className={styles.row}>
            <FluxStatusChip status={row.status} />
            <FluxObjectLink object={row} />
            {row.since && <DataAge at={row.since} />}
            {row.message && <p className={styles.why}>{row.message}</p>}
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className={styles.quiet}>
          {t('overview.attentionMore', { number: String(more) })}
        </p>
      )}
    </Panel>
  );
}
