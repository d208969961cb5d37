import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Panel, StatusChip } from '@homestage/backstage-plugin-lab-react';
import { talosTranslationRef } from '../../translation';
import { FactTable } from '../FactTable/FactTable';
import { Fold } from './Fold';
import type { MachineTableProps } from './MachineTables';
import styles from './Machine.module.css';

/** So many are seen at a glance. */
const MANY = 10;

const READINESS = {
  ok: 'podReady',
  info: 'podNotReady',
  warning: 'podNotReady',
  error: 'podNotReady',
  unknown: 'podUnknown',
} as const;

/** What Talos itself starts on the machine, and what Kubernetes has there. */
export function Pods(props: MachineTableProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { row, staticPods, pods } = props.machine;
  const haveImages = staticPods?.some(({ image }) => image);
  const ready = (pods ?? []).filter(({ severity }) => severity === 'ok');
  return (
    <Panel title={t('machine.pods')}>
      {row.role !== 'worker' && (
        <FactTable
          label={t('machine.staticPod')}
          columns={[
            t('machine.staticPod'),
            t('machine.state'),
            ...(haveImages ? [t('machine.image')] : []),
          ]}
          rows={(staticPods ?? []).map(pod => ({
            key: pod.id,
            cells: [
              <code key="id">{pod.id}</code>,
              <StatusChip
                key="state"
                level={pod.severity}
                word={t(`machine.${READINESS[pod.severity]}`)}
                variant="text"
              />,
              ...(haveImages ? [pod.image] : []),
            ],
          }))}
          empty={staticPods ? t('machine.none') : t('machine.unread')}
        />
      )}
      {pods ? (
        <Fold
          summary={t('machine.podsCount', {
            total: String(pods.length),
            ready: String(ready.length),
          })}
          isOpen={pods.length <= MANY}
        >
          <FactTable
            label={t('machine.pod')}
            columns={[t('machine.pod'), t('machine.state'), t('machine.owner')]}
            rows={pods.map(pod => ({
              key: pod.id,
              cells: [
                <code key="id">{pod.id}</code>,
                <StatusChip
                  key="state"
                  level={pod.severity}
                  word={pod.state}
                  variant="text"
                />,
                pod.owner,
              ],
            }))}
            empty={t('machine.none')}
          />
        </Fold>
      ) : (
        <p className={styles.quiet}>{t('machine.podsUnread')}</p>
      )}
    </Panel>
  );
}
