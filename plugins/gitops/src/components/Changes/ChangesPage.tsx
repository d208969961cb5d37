import { useMemo } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import type {
  ChangeRow,
  ChangesAnswer,
} from '@homestage/backstage-plugin-gitops-common';
import {
  EmptyState,
  LabTable,
  LiveView,
  troubledSources,
  type LabSort,
} from '@homestage/backstage-plugin-lab-react';
import { useChanges } from '../../hooks/useChanges';
import { gitopsTranslationRef } from '../../translation';
import { changeColumns } from './changeColumns';

const STUCK_FIRST: LabSort = { column: 'status', isDescending: false };

const rowKey = (row: ChangeRow) => `${row.repository}/${row.number}`;

/** What is on its way to the cluster, and where it is stuck. */
export function ChangesPage() {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const query = useChanges();
  const rows = query.data?.rows;
  const hasSeveralRepositories = useMemo(
    () => new Set(rows?.map(row => row.repository)).size > 1,
    [rows],
  );
  const columns = useMemo(
    () => changeColumns(t, { hasSeveralRepositories }),
    [t, hasSeveralRepositories],
  );
  const table = (answer?: ChangesAnswer) => (
    <LabTable
      id="gitops-changes"
      label={t('changes.label')}
      rows={answer?.rows}
      columns={columns}
      rowKey={rowKey}
      defaultSort={STUCK_FIRST}
      onOpen={row => window.open(row.url, '_blank', 'noopener')}
      // That there is none is known only when every forge has answered.
      empty={
        answer && troubledSources(answer.sources).length > 0 ? (
          <></>
        ) : (
          <EmptyState
            title={t('changes.emptyTitle')}
            nextStep={t('changes.emptyNext')}
          />
        )
      }
    />
  );
  return (
    <Container>
      <LiveView query={query} subject={t('changes.subject')} skeleton={table()}>
        {table}
      </LiveView>
    </Container>
  );
}
