import type { TranslationFunction } from '@backstage/frontend-plugin-api';
import {
  compareFluxStatus,
  FLUX_STATUS_WORDS,
  fluxStatusSchema,
  type FluxRow,
  type FluxStatus,
} from '@homestage/backstage-plugin-flux-common';
import {
  timeColumn,
  type LabColumn,
} from '@homestage/backstage-plugin-lab-react';
import type { fluxTranslationRef } from '../../translation';
import { FluxObjectLink } from '../FluxObjectLink/FluxObjectLink';
import { FluxStatusChip } from '../FluxStatusChip/FluxStatusChip';
import styles from './Resources.module.css';

type Translate = TranslationFunction<(typeof fluxTranslationRef)['T']>;

const isStatus = (text: string): text is FluxStatus =>
  fluxStatusSchema.safeParse(text).success;

function renderStatus(value: string) {
  return isStatus(value) ? (
    <FluxStatusChip status={value} variant="text" />
  ) : (
    value
  );
}

function compareStatuses(a: string, b: string): number {
  return isStatus(a) && isStatus(b) ? compareFluxStatus(a, b) : 0;
}

/** The columns of the list of Flux objects. */
export function fluxColumns(
  t: Translate,
  options: { hasSeveralClusters: boolean },
): LabColumn<FluxRow>[] {
  const whyOf = (row: FluxRow) =>
    row.lastKnown
      ? t('resources.lastKnown', {
          status: FLUX_STATUS_WORDS[row.lastKnown].label,
        })
      : row.message;
  return [
    {
      id: 'status',
      title: t('resources.status'),
      width: '120px',
      value: row => row.status,
      render: row => (
        <FluxStatusChip
          status={row.status}
          reason={whyOf(row)}
          variant="text"
        />
      ),
      compare: (a, b) => compareFluxStatus(a.status, b.status),
      facet: 'chips',
      renderFacet: renderStatus,
      compareFacets: compareStatuses,
      card: 'aside',
    },
    {
      id: 'name',
      title: t('resources.name'),
      width: 'minmax(160px, 2fr)',
      value: row => row.name,
      render: row => <FluxObjectLink object={row} form="name" />,
      card: 'title',
    },
    {
      id: 'kind',
      title: t('resources.kind'),
      width: 'minmax(110px, 1fr)',
      value: row => row.kind,
      facet: 'menu',
      card: 'inline',
    },
    {
      id: 'namespace',
      title: t('resources.namespace'),
      width: 'minmax(90px, 1fr)',
      value: row => row.namespace,
      facet: 'menu',
      card: 'inline',
    },
    {
      id: 'cluster',
      title: t('resources.cluster'),
      width: 'minmax(80px, 1fr)',
      value: row => row.cluster,
      facet: 'menu',
      isHiddenAtFirst: !options.hasSeveralClusters,
      card: options.hasSeveralClusters ? 'inline' : 'none',
    },
    {
      id: 'revision',
      title: t('resources.revision'),
      width: 'minmax(140px, 1.4fr)',
      value: row => row.revision,
      render: row => <code className={styles.revision}>{row.revision}</code>,
      card: 'inline',
    },
    {
      id: 'why',
      title: t('resources.why'),
      width: 'minmax(140px, 3fr)',
      value: whyOf,
      render: row => <span title={whyOf(row)}>{whyOf(row)}</span>,
    },
    timeColumn(
      { id: 'since', title: t('resources.since'), width: '96px' },
      row => row.since,
    ),
    {
      id: 'source',
      title: t('resources.source'),
      width: 'minmax(140px, 2fr)',
      value: row => row.source,
      isHiddenAtFirst: true,
      card: 'none',
    },
    timeColumn(
      {
        id: 'reconciled',
        title: t('resources.reconciled'),
        width: '96px',
        isHiddenAtFirst: true,
        card: 'none',
      },
      row => row.reconciledAt,
    ),
    {
      id: 'objects',
      title: t('resources.objects'),
      width: '72px',
      value: row => row.objects,
      isHiddenAtFirst: true,
      card: 'none',
    },
    {
      id: 'cause',
      title: t('resources.blockedBy'),
      width: 'minmax(140px, 2fr)',
      value: row => row.blockedBy,
      isHiddenAtFirst: true,
      card: 'none',
    },
  ];
}
