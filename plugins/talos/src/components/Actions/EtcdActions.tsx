import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  planDefragment,
  snapshotMember,
  type EtcdCluster,
} from '@homestage/backstage-plugin-talos-common';
import { talosTranslationRef } from '../../translation';
import { ActionBar } from './ActionBar';
import { ActionDialog } from './ActionDialog';

/** Props of {@link EtcdActions}. */
export interface EtcdActionsProps {
  etcd: EtcdCluster;
}

/** What can be done to the etcd of a cluster at once. */
export function EtcdActions(props: EtcdActionsProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { etcd } = props;
  const { cluster } = etcd;
  const plan = planDefragment(etcd);
  const member = snapshotMember(etcd);
  const asked = member ? [member.node] : [];
  const hasAlarm = etcd.members.some(({ alarms }) => alarms.length > 0);
  const dialog =
    (
      action: 'etcdSnapshot' | 'etcdDefragment' | 'etcdDisarm',
      nodes: readonly string[],
    ) =>
    (onClose: () => void) =>
      (
        <ActionDialog
          request={{ action, cluster }}
          name={cluster}
          nodes={nodes}
          onClose={onClose}
        />
      );
  return (
    <ActionBar
      cluster={cluster}
      actions={[
        {
          id: 'etcdSnapshot',
          obstacle: member ? undefined : etcd.sentence,
          dialog: dialog('etcdSnapshot', asked),
        },
        {
          id: 'etcdDefragment',
          obstacle: plan.refusal,
          dialog: dialog(
            'etcdDefragment',
            (plan.members ?? []).map(({ node }) => node),
          ),
        },
        {
          id: 'etcdDisarm',
          obstacle: hasAlarm ? undefined : t('actions.noAlarm'),
          dialog: dialog('etcdDisarm', asked),
        },
      ]}
    />
  );
}
