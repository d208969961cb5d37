import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FluxSummary } from '@homestage/backstage-plugin-flux-common';
import { LiveView } from '@homestage/backstage-plugin-lab-react';
import { useFluxSummary } from '../../hooks/useFlux';
import { fluxTranslationRef } from '../../translation';
import { Answer } from './Answer';
import { Wrong } from './Wrong';
import styles from './Overview.module.css';

/** Props of {@link FluxOverviewSectionView}. */
export interface FluxOverviewSectionViewProps {
  summary: FluxSummary;
}

/** The answer; what needs somebody only when something does. */
export function FluxOverviewSectionView(props: FluxOverviewSectionViewProps) {
  const { summary } = props;
  return (
    <div className={styles.page}>
      <Answer summary={summary} />
      <Wrong summary={summary} />
    </div>
  );
}

/** What Flux has to say on the overview of the lab. */
export function FluxOverviewSection() {
  const { t } = useTranslationRef(fluxTranslationRef);
  return (
    <LiveView query={useFluxSummary()} subject={t('overview.subject')}>
      {data => <FluxOverviewSectionView summary={data.summary} />}
    </LiveView>
  );
}
