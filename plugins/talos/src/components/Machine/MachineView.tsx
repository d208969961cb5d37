import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CommandLine,
  DataAge,
  Panel,
} from '@homestage/backstage-plugin-lab-react';
import {
  MACHINE_STATUS_WORDS,
  type MachineDetail,
} from '@homestage/backstage-plugin-talos-common';
import { talosTranslationRef } from '../../translation';
import { Checklist } from '../Checklist/Checklist';
import { MachineActions } from '../Actions/MachineActions';
import { ConditionList } from '../Conditions/ConditionList';
import { EventsPanel } from '../Events/EventsPanel';
import { LogsPanel } from '../Logs/LogsPanel';
import { MachineStatusChip } from '../MachineStatusChip/MachineStatusChip';
import { MachineFacts } from './MachineFacts';
import { Ages } from './Ages';
import { Network, Services, Storage } from './MachineTables';
import { Modules } from './Modules';
import { Pods } from './Pods';
import layout from '../Layout/Columns.module.css';
import styles from './Machine.module.css';

/** Props of {@link MachineView}. */
export interface MachineViewProps {
  machine: MachineDetail;
}

/** Name, status word and what it is about. */
export function MachineHead(props: MachineViewProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { row } = props.machine;
  return (
    <div className={styles.head}>
      <h2 className={styles.name}>{row.name}</h2>
      <MachineStatusChip status={row.status} reason={row.message} />
      {row.since && <DataAge at={row.since} />}
      {row.lastKnown && (
        <span className={styles.quiet}>
          {t('machines.lastKnown', {
            status: MACHINE_STATUS_WORDS[row.lastKnown].label,
          })}
        </span>
      )}
      {row.message && <p className={styles.message}>{row.message}</p>}
    </div>
  );
}

/** Everything about one machine; whether it may be taken down stands first where there is one column. */
export function MachineView(props: MachineViewProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { machine } = props;
  return (
    <div className={layout.page}>
      <MachineHead machine={machine} />
      <MachineActions machine={machine} />
      {machine.conditions.length > 0 && (
        <Panel title={t('machine.conditions')}>
          <ConditionList
            conditions={machine.conditions}
            none={t('overview.conditionsNone')}
          />
        </Panel>
      )}
      <div className={layout.columns}>
        <div className={`${layout.column} ${layout.aside}`}>
          <Panel title={t('machine.takeDown')}>
            <Checklist {...machine.takeDown} />
          </Panel>
          <Panel title={t('machine.facts')}>
            <MachineFacts machine={machine} />
          </Panel>
          <Modules machine={machine} />
        </div>
        <div className={layout.column}>
          <Services machine={machine} />
          <Storage machine={machine} />
          <Network machine={machine} />
          <Pods machine={machine} />
          <Panel title={t('machine.commands')}>
            {machine.commands.map(({ title, command }) => (
              <CommandLine key={command} title={title} command={command} />
            ))}
          </Panel>
        </div>
      </div>
      <LogsPanel machine={machine} />
      <EventsPanel machine={machine} />
      <Ages machine={machine} />
    </div>
  );
}
