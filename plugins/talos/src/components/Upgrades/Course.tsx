import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DataAge,
  Panel,
  StatusChip,
  StatusShape,
  type StatusLevel,
} from '@homestage/backstage-plugin-lab-react';
import type {
  MachineProgress,
  UpgradeCourse,
} from '@homestage/backstage-plugin-talos-common';
import { talosTranslationRef } from '../../translation';
import { FactTable } from '../FactTable/FactTable';
import { MachineLink } from '../Machines/MachineLink';
import styles from './Upgrades.module.css';

const LEVELS: Readonly<Record<MachineProgress['state'], StatusLevel>> = {
  done: 'ok',
  running: 'working',
  waiting: 'info',
  failed: 'error',
  rolledBack: 'error',
  notKnown: 'unknown',
};

/** Props of {@link Course}. */
export interface CourseProps {
  cluster: string;
  course: UpgradeCourse;
}

/** How far an upgrade is, machine by machine. */
export function Course(props: CourseProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { cluster, course } = props;
  const { what, to, by, machines, startedAt, nextWindowAt } = course;
  // What is over needs no table, unless it went wrong somewhere.
  const isQuiet = !course.isActive && course.severity === 'ok';
  return (
    <Panel
      title={t('upgrades.course', { what, version: to ?? '' })}
      aside={by && <code>{by}</code>}
    >
      <p className={styles.text}>
        <StatusShape level={course.severity} sizePx={14} /> {course.sentence}
      </p>
      {(startedAt || nextWindowAt) && (
        <p className={styles.quiet}>
          {startedAt && (
            <>
              {t('upgrades.started')} <DataAge at={startedAt} />
            </>
          )}{' '}
          {nextWindowAt && t('upgrades.window', { at: nextWindowAt })}
        </p>
      )}
      {!isQuiet && (
        <FactTable
          label={t('upgrades.progress')}
          columns={[
            t('drift.machine'),
            t('machines.version'),
            t('machine.state'),
            t('machines.why'),
          ]}
          rows={machines.map(machine => ({
            key: machine.node,
            cells: [
              <span key="name" className={styles.whole}>
                <MachineLink
                  machine={{
                    cluster,
                    node: machine.node,
                    name: machine.machine,
                  }}
                />
              </span>,
              machine.version && (
                <code key="version" className={styles.whole}>
                  {machine.version}
                </code>
              ),
              <StatusChip
                key="state"
                level={LEVELS[machine.state]}
                word={t(`upgrades.state.${machine.state}`)}
                variant="text"
              />,
              machine.reason,
            ],
          }))}
          empty={t('machines.emptyTitle')}
        />
      )}
    </Panel>
  );
}
