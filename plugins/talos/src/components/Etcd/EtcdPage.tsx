import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import { formatBytes } from '@homestage/backstage-plugin-lab-common';
import {
  DataAge,
  EmptyState,
  LiveView,
  Panel,
  StatusChip,
  StatusShape,
} from '@homestage/backstage-plugin-lab-react';
import type {
  EtcdCluster,
  EtcdMemberRow,
} from '@homestage/backstage-plugin-talos-common';
import { useTalosEtcd } from '../../hooks/useTalos';
import { talosTranslationRef } from '../../translation';
import { EtcdActions } from '../Actions/EtcdActions';
import { FactTable } from '../FactTable/FactTable';
import { FillBar } from '../Machine/FillBar';
import { MachineLink } from '../Machines/MachineLink';
import styles from '../Overview/Overview.module.css';

function fillLevel(ratio: number): string {
  if (ratio >= 1) {
    return 'error';
  }
  return ratio >= 0.8 ? 'warning' : 'ok';
}

function cellsOf(
  member: EtcdMemberRow,
  cluster: EtcdCluster,
  lag: string | undefined,
) {
  return [
    <MachineLink
      key="name"
      machine={{
        cluster: cluster.cluster,
        node: member.node,
        name: member.name,
      }}
    />,
    <code key="id">{member.id}</code>,
    <StatusChip
      key="state"
      level={member.severity}
      word={member.state}
      variant="text"
    />,
    member.quotaRatio === undefined ? undefined : (
      <FillBar
        key="db"
        ratio={member.quotaRatio}
        usedBytes={member.dbSizeBytes}
        level={fillLevel(member.quotaRatio)}
      />
    ),
    member.dbInUseBytes === undefined
      ? undefined
      : formatBytes(member.dbInUseBytes),
    lag,
    member.version,
    member.alarms.join(', '),
    <DataAge key="at" at={member.asOf} form="bare" />,
  ];
}

/** Props of {@link EtcdView}. */
export interface EtcdViewProps {
  clusters: readonly EtcdCluster[];
}

/** The etcd of each cluster, drawn from an answer. */
export function EtcdView(props: EtcdViewProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  if (props.clusters.length === 0) {
    return (
      <EmptyState title={t('etcd.empty')} nextStep={t('etcd.emptyNext')} />
    );
  }
  return (
    <div className={styles.page}>
      {props.clusters.map(cluster => (
        <Panel key={cluster.cluster} title={`etcd · ${cluster.cluster}`}>
          <p className={styles.sentenceLine}>
            <StatusShape level={cluster.severity} sizePx={14} />{' '}
            {cluster.sentence}
          </p>
          <FactTable
            label="etcd"
            columns={[
              t('etcd.member'),
              t('etcd.id'),
              t('etcd.state'),
              t('etcd.database'),
              t('etcd.inUse'),
              t('etcd.lag'),
              t('etcd.version'),
              t('etcd.alarms'),
              t('machines.seen'),
            ]}
            rows={cluster.members.map(member => ({
              key: member.id,
              cells: cellsOf(
                member,
                cluster,
                member.raftLag === undefined
                  ? undefined
                  : t('etcd.entries', { number: String(member.raftLag) }),
              ),
            }))}
            empty={t('etcd.emptyNext')}
          />
          <p className={styles.quiet}>
            {t('etcd.database')}{' '}
            {t(cluster.isQuotaKnown ? 'etcd.quota' : 'etcd.quotaAssumed', {
              quota: formatBytes(cluster.quotaBytes),
            })}
            . {cluster.snapshot}
          </p>
          <EtcdActions etcd={cluster} />
        </Panel>
      ))}
    </div>
  );
}

/** Members, leader, room, alarms, and how many more may be lost. */
export function EtcdPage() {
  const { t } = useTranslationRef(talosTranslationRef);
  return (
    <Container>
      <LiveView query={useTalosEtcd()} subject={t('etcd.subject')}>
        {data => <EtcdView clusters={data.rows} />}
      </LiveView>
    </Container>
  );
}
