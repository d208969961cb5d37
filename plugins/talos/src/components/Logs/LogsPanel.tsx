import { useCallback, useState } from 'react';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Select, Switch } from '@backstage/ui';
import { Panel } from '@homestage/backstage-plugin-lab-react';
import {
  isContainerLog,
  KERNEL_LOG,
  type MachineDetail,
} from '@homestage/backstage-plugin-talos-common';
import { useSearchParams } from 'react-router-dom';
import { talosLiveApiRef } from '../../api/talosLiveApiRef';
import { useStream } from '../../hooks/useStream';
import { talosTranslationRef } from '../../translation';
import { ContainerSelect } from './ContainerSelect';
import { LogView } from './LogView';
import styles from './Logs.module.css';

/** Which log is open stands in the address, so that it can be sent to somebody. */
const PARAMETER = 'log';
const TAIL = 300;

/** Props of {@link LogsPanel}. */
export interface LogsPanelProps {
  machine: MachineDetail;
}

/** The log of one service or container, read while it is looked at. */
export function LogsPanel(props: LogsPanelProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { row, services = [] } = props.machine;
  const [parameters, setParameters] = useSearchParams();
  const [isFollowing, setFollowing] = useState(true);
  const source = parameters.get(PARAMETER) ?? '';
  const isContainer = isContainerLog(source);
  const [areContainersAsked, askContainers] = useState(false);
  const choose = (id: string) =>
    setParameters(
      before => {
        const after = new URLSearchParams(before);
        after.set(PARAMETER, id);
        return after;
      },
      { replace: true },
    );
  return (
    <Panel title={t('logs.title')}>
      <div className={styles.controls}>
        <div className={styles.source}>
          <Select
            size="small"
            aria-label={t('logs.choose')}
            placeholder={t('logs.none')}
            options={[KERNEL_LOG, ...services.map(({ id }) => id)].map(id => ({
              id,
              label: id === KERNEL_LOG ? t('logs.kernel') : id,
            }))}
            value={isContainer ? null : source || null}
            onChange={key => key !== null && choose(String(key))}
          />
        </div>
        {isContainer || areContainersAsked ? (
          <ContainerSelect
            machine={row}
            value={isContainer ? source : null}
            onChange={choose}
          />
        ) : (
          <Button
            size="small"
            variant="secondary"
            onPress={() => askContainers(true)}
          >
            {t('logs.containers')}
          </Button>
        )}
        <Switch
          label={t('logs.follow')}
          isSelected={isFollowing}
          onChange={setFollowing}
        />
      </div>
      {source ? (
        <OpenLog
          key={`${source} ${isFollowing}`}
          cluster={row.cluster}
          node={row.node}
          source={source}
          isFollowing={isFollowing}
        />
      ) : (
        <p className={styles.quiet}>{t('logs.hint')}</p>
      )}
    </Panel>
  );
}

function OpenLog(props: {
  cluster: string;
  node: string;
  source: string;
  isFollowing: boolean;
}) {
  const api = useApi(talosLiveApiRef);
  const { cluster, node, source, isFollowing } = props;
  const open = useCallback(
    (signal: AbortSignal) =>
      api.logs({ cluster, node, source, isFollowing, tail: TAIL }, { signal }),
    [api, cluster, node, source, isFollowing],
  );
  const { rows, ...stream } = useStream(open);
  return <LogView lines={rows} isFollowing={isFollowing} {...stream} />;
}
