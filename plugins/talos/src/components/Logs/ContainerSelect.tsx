import { useCallback } from 'react';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { StateMessage } from '@homestage/backstage-plugin-lab-react';
import type {
  Container,
  MachineRef,
} from '@homestage/backstage-plugin-talos-common';
import { talosLiveApiRef } from '../../api/talosLiveApiRef';
import { useStream } from '../../hooks/useStream';
import { talosTranslationRef } from '../../translation';
import styles from './Logs.module.css';

/** Props of {@link ContainerSelect}. */
export interface ContainerSelectProps {
  machine: MachineRef;
  /** Id of the chosen one. */
  value: string | null;
  onChange: (id: string) => void;
}

/** The containers of pods on a machine, which are asked of it when this appears. */
export function ContainerSelect(props: ContainerSelectProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const api = useApi(talosLiveApiRef);
  const { cluster, node } = props.machine;
  const open = useCallback(
    async function* read(signal: AbortSignal) {
      const answer = await api.containers({ cluster, node }, { signal });
      yield answer.containers;
    },
    [api, cluster, node],
  );
  const { rows, status, error, again } = useStream<Container>(open);
  if (status === 'failed') {
    return (
      <StateMessage
        level="error"
        title={t('logs.containersFailed')}
        message={error?.message}
        onRetry={again}
      />
    );
  }
  if (rows.length === 0) {
    return (
      <p className={styles.quiet} role="status">
        {t(
          status === 'ended'
            ? 'logs.containersEmpty'
            : 'logs.containersWaiting',
        )}
      </p>
    );
  }
  return (
    <div className={styles.container}>
      <Select
        size="small"
        searchable
        aria-label={t('logs.container')}
        placeholder={t('logs.noContainer')}
        options={rows.map(({ id, namespace, pod, name }) => ({
          id,
          label: `${namespace}/${pod} · ${name}`,
        }))}
        value={props.value}
        onChange={key => key !== null && props.onChange(String(key))}
      />
    </div>
  );
}
