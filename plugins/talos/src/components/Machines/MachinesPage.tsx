import { useMemo } from 'react';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import {
  EmptyState,
  LabTable,
  LiveView,
  type LabSort,
} from '@homestage/backstage-plugin-lab-react';
import type { MachineRow } from '@homestage/backstage-plugin-talos-common';
import { Route, Routes, useNavigate } from 'react-router-dom';
import { useTalosMachines } from '../../hooks/useTalos';
import { machineRouteRef } from '../../routes';
import { talosTranslationRef } from '../../translation';
import { MachinePage } from '../Machine/MachinePage';
import { machineColumns } from './machineColumns';

const WORST_FIRST: LabSort = { column: 'status', isDescending: false };

const keyOf = ({ cluster, node }: MachineRow) => `${cluster}/${node}`;

/** Every machine, with search, facets and order in the address. */
export function MachineList() {
  const { t } = useTranslationRef(talosTranslationRef);
  const query = useTalosMachines();
  const navigate = useNavigate();
  const pathOf = useRouteRef(machineRouteRef);
  const rows = query.data?.rows;
  const hasSeveralClusters = useMemo(
    () => new Set(rows?.map(row => row.cluster)).size > 1,
    [rows],
  );
  const columns = useMemo(
    () => machineColumns(t, { hasSeveralClusters }),
    [t, hasSeveralClusters],
  );
  const table = (shown?: readonly MachineRow[]) => (
    <LabTable
      id="talos-machines"
      label={t('machines.label')}
      rows={shown}
      columns={columns}
      rowKey={keyOf}
      defaultSort={WORST_FIRST}
      onOpen={({ cluster, node }) => {
        if (pathOf) {
          navigate(pathOf({ cluster, node }));
        }
      }}
      empty={
        <EmptyState
          title={t('machines.emptyTitle')}
          nextStep={t('machines.emptyNext')}
        />
      }
    />
  );
  return (
    <LiveView
      query={query}
      subject={t('machines.subject')}
      skeleton={table(undefined)}
    >
      {data => table(data.rows)}
    </LiveView>
  );
}

/** The list of machines, and below it the page of each. */
export function MachinesPage() {
  return (
    <Container>
      <Routes>
        <Route index element={<MachineList />} />
        <Route path=":cluster/:node" element={<MachinePage />} />
      </Routes>
    </Container>
  );
}
