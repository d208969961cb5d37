import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import {
  LiveView,
  Panel,
  StateMessage,
} from '@homestage/backstage-plugin-lab-react';
import type {
  MachineDetail,
  MachineRef,
} from '@homestage/backstage-plugin-talos-common';
import { useTalosMachine } from '../../hooks/useTalos';
import { machineRouteRef } from '../../routes';
import { talosTranslationRef } from '../../translation';
import { Checklist } from '../Checklist/Checklist';
import { ConditionList } from '../Conditions/ConditionList';
import { machineRefOf } from './machineRefOf';
import { MachineHead, MachineView } from './MachineView';
import layout from '../Layout/Columns.module.css';
import styles from './Machine.module.css';

/** Props of {@link MachineCardView}. */
export interface MachineCardViewProps {
  machine: MachineDetail;
}

/** The card, drawn from an answer: may I trust it, may I take it down. */
export function MachineCardView(props: MachineCardViewProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { machine } = props;
  return (
    <div className={layout.page}>
      <MachineHead machine={machine} />
      {machine.conditions.length > 0 && (
        <ConditionList
          conditions={machine.conditions}
          none={t('overview.conditionsNone')}
        />
      )}
      <div>
        <h3 className={styles.subtitle}>{t('machine.takeDown')}</h3>
        <Checklist {...machine.takeDown} />
      </div>
    </div>
  );
}

function Incomplete() {
  const { t } = useTranslationRef(talosTranslationRef);
  return (
    <StateMessage
      level="unknown"
      title={t('machine.incompleteTitle')}
      message={t('machine.incomplete')}
    />
  );
}

function Live(props: { machine: MachineRef; isCard: boolean }) {
  const { t } = useTranslationRef(talosTranslationRef);
  const query = useTalosMachine(props.machine);
  return (
    <LiveView
      query={query}
      subject={t('machine.subject')}
      missingNextStep={t('machine.missingNext')}
    >
      {({ machine }) =>
        props.isCard ? (
          <MachineCardView machine={machine} />
        ) : (
          <MachineView machine={machine} />
        )
      }
    </LiveView>
  );
}

/** The card on the entity page of a machine. */
export function MachineEntityCard() {
  const { t } = useTranslationRef(talosTranslationRef);
  const path = useRouteRef(machineRouteRef);
  const { entity } = useEntity();
  const ref = machineRefOf(entity);
  return (
    <Panel
      title={t('machine.title')}
      aside={
        ref && path && <Link href={path({ ...ref })}>{t('machine.open')}</Link>
      }
    >
      {ref ? <Live machine={ref} isCard /> : <Incomplete />}
    </Panel>
  );
}

/** The tab on the entity page of a machine. */
export function MachineEntityContent() {
  const { entity } = useEntity();
  const ref = machineRefOf(entity);
  return ref ? <Live machine={ref} isCard={false} /> : <Incomplete />;
}
