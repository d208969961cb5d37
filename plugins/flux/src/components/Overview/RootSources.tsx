import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  fluxKey,
  type FluxSummary,
} from '@homestage/backstage-plugin-flux-common';
import { Panel } from '@homestage/backstage-plugin-lab-react';
import { fluxTranslationRef } from '../../translation';
import { FluxObjectLink } from '../FluxObjectLink/FluxObjectLink';
import { RevisionLink } from '../FluxObjectLink/RevisionLink';
import { FluxStatusChip } from '../FluxStatusChip/FluxStatusChip';
import styles from './Overview.module.css';

/** Props of {@link RootSources}. */
export interface RootSourcesProps {
  summary: FluxSummary;
}

/** Which repository, at which revision, the lab should be. */
export function RootSources(props: RootSourcesProps) {
  const { t } = useTranslationRef(fluxTranslationRef);
  const { rootSources } = props.summary;
  if (rootSources.length === 0) {
    return null;
  }
  return (
    <Panel title={t('overview.rootSources')}>
      <ul className={styles.rows}>
        {rootSources.map(source => (
          <li key={fluxKey(source)} className={styles.row}>
            <FluxStatusChip status={source.status} reason={source.message} />
            <FluxObjectLink object={source} hasCluster />
            {source.revision && (
              <RevisionLink
                revision={source.revision}
                fullRevision={source.fullRevision}
                url={source.url}
              />
            )}
            {source.url && <p className={styles.why}>{source.url}</p>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
