import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container, Link } from '@backstage/ui';
import { compareSeverity } from '@homestage/backstage-plugin-lab-common';
import {
  LiveView,
  Panel,
  StatusChip,
  StatusShape,
} from '@homestage/backstage-plugin-lab-react';
import type { TalosSummary } from '@homestage/backstage-plugin-talos-common';
import { useTalosSummary } from '../../hooks/useTalos';
import { driftRouteRef, machinesRouteRef } from '../../routes';
import { talosTranslationRef } from '../../translation';
import { tellDaysLeft } from '../Certificates/tellDaysLeft';
import { ConditionList } from '../Conditions/ConditionList';
import { SetUp } from '../SetUp/SetUp';
import { Answer } from './Answer';
import styles from './Overview.module.css';

/** Props of {@link TalosOverviewView}. */
export interface TalosOverviewViewProps {
  summary: TalosSummary;
}

function Glance(props: TalosOverviewViewProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const driftPath = useRouteRef(driftRouteRef);
  const { etcd, drift, notCompared = 0, nextCertificate } = props.summary;
  const driftText =
    drift === 0
      ? t('overview.driftNone')
      : t('overview.driftCount', { count: drift ?? 0 });
  return (
    <dl className={styles.glance}>
      {etcd.map(({ cluster, severity, sentence, snapshot }) => (
        <div key={cluster}>
          <dt>etcd</dt>
          <dd>
            <StatusShape level={severity} sizePx={12} /> {sentence}
            <div className={styles.quiet}>{snapshot}</div>
          </dd>
        </div>
      ))}
      <div>
        <dt>{t('overview.drift')}</dt>
        <dd>
          {drift === undefined ? (
            t('overview.driftNotKnown')
          ) : (
            <>
              <Link href={driftPath?.() ?? ''}>{driftText}</Link>
              {notCompared > 0 && (
                <div className={styles.quiet}>
                  {t('overview.notCompared', { count: notCompared })}
                </div>
              )}
            </>
          )}
        </dd>
      </div>
      {nextCertificate && (
        <div>
          <dt>{t('overview.certificate')}</dt>
          <dd>
            <StatusChip
              level={nextCertificate.severity}
              word={`${nextCertificate.name}, ${tellDaysLeft(
                nextCertificate.daysLeft,
                t,
              )}`}
              reason={nextCertificate.sentence}
              variant="text"
            />
          </dd>
        </div>
      )}
    </dl>
  );
}

/** The overview, drawn from a summary. */
export function TalosOverviewView(props: TalosOverviewViewProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const machines = useRouteRef(machinesRouteRef);
  const { summary } = props;
  if (!summary.isConfigured) {
    return <SetUp />;
  }
  return (
    <div className={styles.page}>
      <Answer summary={summary} />
      <div className={styles.columns}>
        <Panel
          title={t('overview.conditions')}
          aside={
            machines && <Link href={machines()}>{t('overview.machines')}</Link>
          }
        >
          <ConditionList
            conditions={summary.conditions}
            none={t('overview.conditionsNone')}
          />
        </Panel>
        <Panel title={t('overview.facts')}>
          <Glance summary={summary} />
        </Panel>
      </div>
    </div>
  );
}

/** May the machines be trusted, is etcd safe. */
export function TalosOverviewPage() {
  const { t } = useTranslationRef(talosTranslationRef);
  return (
    <Container>
      <LiveView query={useTalosSummary()} subject={t('overview.subject')}>
        {data => <TalosOverviewView summary={data.summary} />}
      </LiveView>
    </Container>
  );
}

/** What Talos has to say on the overview of the lab; nothing where there is none. */
export function TalosOverviewSection() {
  const { t } = useTranslationRef(talosTranslationRef);
  const query = useTalosSummary();
  if (query.data && !query.data.summary.isConfigured) {
    return null;
  }
  return (
    <LiveView query={query} subject={t('overview.subject')}>
      {({ summary }) => {
        const urgent = summary.conditions.filter(
          ({ severity }) => compareSeverity(severity, 'unknown') >= 0,
        );
        return (
          <div className={styles.page}>
            <Answer summary={summary} />
            {urgent.length > 0 && (
              <Panel title={t('overview.conditions')}>
                <ConditionList
                  conditions={urgent}
                  none={t('overview.conditionsNone')}
                />
              </Panel>
            )}
          </div>
        );
      }}
    </LiveView>
  );
}
