import { useCallback } from 'react';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import {
  DataAge,
  Panel,
  StateMessage,
  StatusShape,
} from '@homestage/backstage-plugin-lab-react';
import type {
  MachineDetail,
  MachineEvent,
  TalosLiveClient,
} from '@homestage/backstage-plugin-talos-common';
import { useSearchParams } from 'react-router-dom';
import { talosLiveApiRef } from '../../api/talosLiveApiRef';
import { useStream, type StreamState } from '../../hooks/useStream';
import { talosTranslationRef } from '../../translation';
import { FactTable } from '../FactTable/FactTable';
import styles from '../Logs/Logs.module.css';

const PARAMETER = 'events';
const TAIL = 50;

/** Props of {@link EventsPanel}. */
export interface EventsPanelProps {
  machine: MachineDetail;
}

/** What the machine said it does, newest first, read while it is looked at. */
export function EventsPanel(props: EventsPanelProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { cluster, node } = props.machine.row;
  const [parameters, setParameters] = useSearchParams();
  const show = () =>
    setParameters(
      before => {
        const after = new URLSearchParams(before);
        after.set(PARAMETER, 'shown');
        return after;
      },
      { replace: true },
    );
  return (
    <Panel title={t('events.title')}>
      {parameters.has(PARAMETER) ? (
        <OpenEvents cluster={cluster} node={node} />
      ) : (
        <div className={styles.controls}>
          <Button size="small" variant="secondary" onPress={show}>
            {t('events.show')}
          </Button>
          <span className={styles.quiet}>{t('events.hint')}</span>
        </div>
      )}
    </Panel>
  );
}

/** One at a time, in the form that streams are read in. */
async function* rowsOf(
  api: TalosLiveClient,
  ref: { cluster: string; node: string },
  signal: AbortSignal,
): AsyncGenerator<readonly MachineEvent[]> {
  for await (const event of api.events({ ...ref, tail: TAIL }, { signal })) {
    yield [event];
  }
}

function OpenEvents(props: { cluster: string; node: string }) {
  const api = useApi(talosLiveApiRef);
  const { cluster, node } = props;
  const open = useCallback(
    (signal: AbortSignal) => rowsOf(api, { cluster, node }, signal),
    [api, cluster, node],
  );
  const { rows, ...stream } = useStream(open);
  return <EventsView events={rows} {...stream} />;
}

/** Props of {@link EventsView}. */
export interface EventsViewProps
  extends Pick<StreamState<MachineEvent>, 'status' | 'error'> {
  events: readonly MachineEvent[];
  again: () => void;
}

/** The events, drawn from what came. */
export function EventsView(props: EventsViewProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { events, status, error, again } = props;
  return (
    <>
      {(events.length > 0 || status !== 'failed') && (
        <FactTable
          label={t('events.title')}
          columns={[t('events.when'), t('events.kind'), t('events.what')]}
          rows={[...events].reverse().map(event => ({
            key: event.id,
            cells: [
              event.at && <DataAge key="at" at={event.at} form="bare" />,
              event.kind,
              <span key="what">
                <StatusShape level={event.severity} sizePx={12} />{' '}
                {event.sentence}
              </span>,
            ],
          }))}
          empty={t(status === 'waiting' ? 'events.waiting' : 'events.empty')}
        />
      )}
      {status === 'failed' && (
        <StateMessage
          level="error"
          title={error?.message ?? t('events.ended')}
          onRetry={again}
        />
      )}
      {status === 'ended' && (
        <p className={styles.quiet}>
          {t('events.ended')}{' '}
          <Button size="small" variant="tertiary" onPress={again}>
            {t('events.again')}
          </Button>
        </p>
      )}
    </>
  );
}
