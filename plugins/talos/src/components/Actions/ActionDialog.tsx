import type { ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import {
  CommandLine,
  StatusShape,
  type StatusLevel,
} from '@homestage/backstage-plugin-lab-react';
import {
  actionCommand,
  type ActionRequest,
  type ActionStep,
} from '@homestage/backstage-plugin-talos-common';
import { useRunningAction, type RunningAction } from '../../hooks/useActions';
import { talosTranslationRef } from '../../translation';
import styles from './Actions.module.css';

/** Props of {@link ActionDialog}. */
export interface ActionDialogProps {
  request: ActionRequest;
  /** Of the machine or of the cluster. */
  name: string;
  /** Addresses of the machines it is done on, in their order. */
  nodes: readonly string[];
  onClose: () => void;
  /** What else there is to know or to choose before. */
  children?: ReactNode;
}

const LEVELS: Readonly<Record<ActionStep['state'], StatusLevel>> = {
  running: 'info',
  done: 'ok',
  failed: 'error',
};

/**
 * Asks before something is done: what happens, what undoes it, and the command that
 * does the same. Then it shows how it goes, and stays until it has ended.
 */
export function ActionDialog(props: ActionDialogProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { request, name, nodes, onClose, children } = props;
  const { action } = request;
  const running = useRunningAction();
  const isAsking = !running.isRunning && running.steps.length === 0;
  return (
    <Dialog
      isOpen
      isDismissable={!running.isRunning}
      isKeyboardDismissDisabled={running.isRunning}
      onOpenChange={isOpen => !isOpen && !running.isRunning && onClose()}
    >
      <DialogHeader>{t(`actions.${action}Title`, { name })}</DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          {isAsking && (
            <>
              <dl className={styles.facts}>
                <dt>{t('actions.happens')}</dt>
                <dd>{t(`actions.${action}Happens`)}</dd>
                <dt>{t('actions.undo')}</dt>
                <dd>{t(`actions.${action}Undo`)}</dd>
              </dl>
              {children}
              <CommandLine
                title={t('actions.command')}
                command={actionCommand(request, nodes)}
              />
            </>
          )}
          <Steps running={running} />
        </div>
      </DialogBody>
      <DialogFooter>
        {isAsking ? (
          <Button
            variant="primary"
            destructive={action === 'reboot'}
            onPress={() => running.run(request)}
          >
            {t(`actions.${action}`)}
          </Button>
        ) : null}
        {running.isRunning && action === 'etcdDefragment' && (
          <Button variant="secondary" onPress={() => running.stop()}>
            {t('actions.stop')}
          </Button>
        )}
        <Button
          variant="secondary"
          isDisabled={running.isRunning}
          onPress={onClose}
        >
          {t(isAsking ? 'actions.cancel' : 'actions.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function Steps(props: { running: RunningAction }) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { isRunning, steps } = props.running;
  return (
    <ol className={styles.steps} role="status">
      {steps.map((step, index) => (
        // Steps are only added, so their place is who they are.
        <li key={index}>
          <StatusShape level={LEVELS[step.state]} sizePx={14} />
          <span>{step.message}</span>
        </li>
      ))}
      {isRunning && (
        <li>
          <StatusShape level="working" sizePx={14} />
          <span>{t('actions.running')}</span>
        </li>
      )}
    </ol>
  );
}
