import { useMemo } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { fluxKey, type FluxRow } from '@homestage/backstage-plugin-flux-common';
import {
  EmptyState,
  LabTable,
  LiveView,
  type LabSort,
} from '@homestage/backstage-plugin-lab-react';
import { useNavigate } from 'react-router-dom';
import { useFluxRows } from '../../hooks/useFlux';
import { fluxTranslationRef } from '../../translation';
import { useResourcePath } from '../FluxObjectLink/useResourcePath';
import { fluxColumns } from './fluxColumns';

const WORST_FIRST: LabSort = { column: 'status', isDescending: false };

/** Every Flux object, with search, facets and order in the address. */
export function FluxResourceList() {
  const { t } = useTranslationRef(fluxTranslationRef);
  const query = useFluxRows();
  const navigate = useNavigate();
  const pathOf = useResourcePath();
  const rows = query.data?.rows;
  const hasSeveralClusters = useMemo(
    () => new Set(rows?.map(row => row.cluster)).size > 1,
    [rows],
  );
  const columns = useMemo(
    () => fluxColumns(t, { hasSeveralClusters }),
    [t, hasSeveralClusters],
  );
  const table = (shown?: readonly FluxRow[]) => (
    <LabTable
      id="flux-resources"
      label={t('resources.label')}
      rows={shown}
      columns={columns}
      rowKey={fluxKey}
      defaultSort={WORST_FIRST}
      onOpen={row => {
        const path = pathOf(row);
        if (path) {
          navigate(path);
        }
      }}
      empty={
        <EmptyState
          title={t('resources.emptyTitle')}
          nextStep={t('resources.emptyNext')}
        />
      }
    />
  );
  return (
    <LiveView
      query={query}
      subject={t('resources.subject')}
      skeleton={table(undefined)}
    >
      {data => table(data.rows)}
    </LiveView>
  );
}
