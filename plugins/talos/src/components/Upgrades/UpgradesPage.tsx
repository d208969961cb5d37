import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import {
  EmptyState,
  LiveView,
  Panel,
  StatusShape,
} from '@homestage/backstage-plugin-lab-react';
import type {
  ClusterUpgrade,
  UpgradeCourse,
} from '@homestage/backstage-plugin-talos-common';
import { useTalosUpgrades } from '../../hooks/useTalos';
import { talosTranslationRef } from '../../translation';
import { Checklist } from '../Checklist/Checklist';
import { Course } from './Course';
import { RunningNow } from './RunningNow';
import { UpgradeWay } from './UpgradeWay';
import layout from '../Layout/Columns.module.css';
import styles from './Upgrades.module.css';

/** Props of {@link UpgradesView}. */
export interface UpgradesViewProps {
  upgrades: readonly ClusterUpgrade[];
}

/** Done, and well: of interest after everything else. */
const isOver = ({ isActive, severity }: UpgradeCourse) =>
  !isActive && severity === 'ok';

function ClusterView(props: { upgrade: ClusterUpgrade; isNamed: boolean }) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { upgrade, isNamed } = props;
  const { severity, sentence, courses, cluster, preflight } = upgrade;
  const draw = (some: readonly UpgradeCourse[]) =>
    some.map(course => (
      <Course
        key={`${course.what}/${course.by}`}
        cluster={cluster}
        course={course}
      />
    ));
  return (
    <div className={layout.page}>
      <section className={styles.answer} aria-live="polite">
        <StatusShape level={severity} sizePx={22} />
        <h2 className={styles.sentence}>
          {isNamed ? `${cluster}: ${sentence}` : sentence}
        </h2>
      </section>
      <div className={layout.columns}>
        <div className={layout.column}>
          {draw(courses.filter(course => !isOver(course)))}
          <UpgradeWay upgrade={upgrade} />
          {draw(courses.filter(isOver))}
        </div>
        <div className={layout.column}>
          <Panel title={t('upgrades.preflight')}>
            <Checklist {...preflight} />
          </Panel>
          <Panel title={t('upgrades.now')}>
            <RunningNow upgrade={upgrade} />
          </Panel>
        </div>
      </div>
    </div>
  );
}

/** Upgrades of each cluster, drawn from an answer. */
export function UpgradesView(props: UpgradesViewProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { upgrades } = props;
  if (upgrades.length === 0) {
    return (
      <EmptyState title={t('setUp.title')} nextStep={t('upgrades.emptyNext')} />
    );
  }
  return (
    <div className={layout.page}>
      {upgrades.map(upgrade => (
        <ClusterView
          key={upgrade.cluster}
          upgrade={upgrade}
          isNamed={upgrades.length > 1}
        />
      ))}
    </div>
  );
}

/** What runs, what is on its way, and the way to a newer version. */
export function UpgradesPage() {
  const { t } = useTranslationRef(talosTranslationRef);
  return (
    <Container>
      <LiveView query={useTalosUpgrades()} subject={t('upgrades.subject')}>
        {data => <UpgradesView upgrades={data.rows} />}
      </LiveView>
    </Container>
  );
}
