import {
  FLUX_STATUSES,
  FLUX_STATUS_WORDS,
  type FluxCounts,
} from '@homestage/backstage-plugin-flux-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { StatusShape } from '@homestage/backstage-plugin-lab-react';
import { resourcesRouteRef } from '../../routes';
import { fluxLevel } from '../FluxStatusChip/fluxLevel';
import styles from './ShareBar.module.css';

/** Props of {@link ShareBar}. */
export interface ShareBarProps {
  label: string;
  counts: FluxCounts;
}

/**
 * How many are in which state: as a bar for the eye, and as words with numbers
 * that lead to the list. Best first, as a bar that fills up.
 */
export function ShareBar(props: ShareBarProps) {
  const list = useRouteRef(resourcesRouteRef);
  const shares = [...FLUX_STATUSES]
    .reverse()
    .map(status => ({ status, count: props.counts[status] ?? 0 }))
    .filter(share => share.count > 0);
  return (
    <div>
      <div className={styles.bar} aria-hidden="true">
        {shares.map(({ status, count }) => (
          <span
            key={status}
            className={styles.share}
            data-level={fluxLevel(status)}
            style={{ flexGrow: count }}
          />
        ))}
      </div>
      <ul className={styles.legend} aria-label={props.label}>
        {shares.map(({ status, count }) => (
          <li key={status} className={styles.entry}>
            <StatusShape level={fluxLevel(status)} />
            <span className={styles.count}>{count}</span>
            {list ? (
              <Link
                href={`${list()}?q=status:${status}`}
                standalone
                variant="body-small"
              >
                {FLUX_STATUS_WORDS[status].label}
              </Link>
            ) : (
              FLUX_STATUS_WORDS[status].label
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
