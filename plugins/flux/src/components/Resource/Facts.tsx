import type { ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FluxDetail } from '@homestage/backstage-plugin-flux-common';
import { DataAge } from '@homestage/backstage-plugin-lab-react';
import { fluxTranslationRef } from '../../translation';
import { FluxObjectLink } from '../FluxObjectLink/FluxObjectLink';
import { RevisionLink } from '../FluxObjectLink/RevisionLink';
import styles from './Resource.module.css';

/** Props of {@link Facts}. */
export interface FactsProps {
  detail: FluxDetail;
}

/** What is declared and what was done, as pairs; what is not known is left out. */
export function Facts(props: FactsProps) {
  const { t } = useTranslationRef(fluxTranslationRef);
  const { detail } = props;
  const { row } = detail;
  // A source is its own repository; what applies has one above it.
  const url = detail.url ?? detail.source?.url ?? detail.rootSource?.url;
  const facts: ReadonlyArray<readonly [title: string, value: ReactNode]> = [
    [
      t('resource.appliedRevision'),
      row.revision && (
        <RevisionLink
          revision={row.revision}
          fullRevision={detail.fullRevision}
          url={url}
        />
      ),
    ],
    [
      t('resource.attemptedRevision'),
      detail.attemptedRevision && (
        <RevisionLink revision={detail.attemptedRevision} />
      ),
    ],
    [
      t('resource.source'),
      detail.source && <FluxObjectLink object={detail.source} />,
    ],
    [t('resource.url'), detail.url],
    [t('resource.path'), detail.path && <code>{detail.path}</code>],
    [t('resource.interval'), detail.interval],
    [
      t('resource.reconciled'),
      row.reconciledAt && <DataAge at={row.reconciledAt} />,
    ],
    [
      t('resource.created'),
      detail.createdAt && <DataAge at={detail.createdAt} />,
    ],
    [t('resource.applied'), row.objects],
    [t('resource.remote'), detail.isRemote && t('resource.remoteText')],
  ];
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value !== undefined && value !== false)
        .map(([title, value]) => (
          <div key={title} className={styles.fact}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
