import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import type { FluxSummary } from '@homestage/backstage-plugin-flux-common';
import { EmptyState, LiveView } from '@homestage/backstage-plugin-lab-react';
import { useFluxSummary } from '../../hooks/useFlux';
import { fluxTranslationRef } from '../../translation';
import { Answer } from './Answer';
import { RootSources } from './RootSources';
import { Wrong } from './Wrong';
import styles from './Overview.module.css';

/** Props of {@link FluxOverviewView}. */
export interface FluxOverviewViewProps {
  summary: FluxSummary;
}

/** The overview, drawn from a summary. */
export function FluxOverviewView(props: FluxOverviewViewProps) {
  const { t } = useTranslationRef(fluxTranslationRef);
  const { summary } = props;
  return (
    <div className={styles.page}>
      <Answer summary={summary} />
      {summary.appliers.total === 0 ? (
        <EmptyState
          title={t('overview.noFluxTitle')}
          nextStep={t('overview.noFluxNext')}
        />
      ) : (
        <>
          <Wrong summary={summary} />
          <RootSources summary={summary} />
        </>
      )}
    </div>
  );
}

/** How much of the lab is what Git says, and what blocks what. */
export function FluxOverviewPage() {
  const { t } = useTranslationRef(fluxTranslationRef);
  return (
    <Container>
      <LiveView query={useFluxSummary()} subject={t('overview.subject')}>
        {data => <FluxOverviewView summary={data.summary} />}
      </LiveView>
    </Container>
  );
}
