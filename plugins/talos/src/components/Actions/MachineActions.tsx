import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import {
  mayRestartService,
  type MachineDetail,
} from '@homestage/backstage-plugin-talos-common';
import { talosTranslationRef } from '../../translation';
import { Checklist } from '../Checklist/Checklist';
import { ActionBar } from './ActionBar';
import { ActionDialog } from './ActionDialog';
import styles from './Actions.module.css';

interface MachineDialogProps {
  machine: MachineDetail;
  onClose: () => void;
}

function RebootDialog(props: MachineDialogProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { row, takeDown } = props.machine;
  const { cluster, node, name } = row;
  return (
    <ActionDialog
      request={{ action: 'reboot', cluster, node }}
      name={name}
      nodes={[node]}
      onClose={props.onClose}
    >
      <section aria-label={t('machine.takeDown')}>
        <h3 className={styles.question}>{t('machine.takeDown')}</h3>
        <Checklist
          sentence={takeDown.sentence}
          checks={takeDown.checks.filter(({ severity }) => severity !== 'ok')}
        />
      </section>
    </ActionDialog>
  );
}

function RestartDialog(props: MachineDialogProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { row, services = [] } = props.machine;
  const { cluster, node, name } = row;
  const choices = services.map(({ id }) => id).filter(mayRestartService);
  const [service, setService] = useState(choices[0] ?? 'kubelet');
  return (
    <ActionDialog
      request={{ action: 'restartService', cluster, node, service }}
      name={name}
      nodes={[node]}
      onClose={props.onClose}
    >
      <Select
        label={t('actions.service')}
        options={choices.map(id => ({ id, label: id }))}
        value={service}
        onChange={key => key !== null && setService(String(key))}
      />
      <p className={styles.reason}>{t('actions.serviceNote')}</p>
    </ActionDialog>
  );
}

/** Props of {@link MachineActions}. */
export interface MachineActionsProps {
  machine: MachineDetail;
}

/** What can be done to a machine at once. */
export function MachineActions(props: MachineActionsProps) {
  const { machine } = props;
  const { row } = machine;
  const obstacle = row.status === 'Unreachable' ? row.message : undefined;
  return (
    <ActionBar
      cluster={row.cluster}
      actions={[
        {
          id: 'reboot',
          obstacle,
          dialog: onClose => (
            <RebootDialog machine={machine} onClose={onClose} />
          ),
        },
        {
          id: 'restartService',
          obstacle,
          dialog: onClose => (
            <RestartDialog machine={machine} onClose={onClose} />
          ),
        },
      ]}
    />
  );
}
