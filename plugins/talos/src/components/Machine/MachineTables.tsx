import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatBytes } from '@homestage/backstage-plugin-lab-common';
import {
  DataAge,
  Panel,
  StatusChip,
} from '@homestage/backstage-plugin-lab-react';
import type { MachineDetail } from '@homestage/backstage-plugin-talos-common';
import { talosTranslationRef } from '../../translation';
import { FactTable } from '../FactTable/FactTable';
import { FillBar } from './FillBar';

/** Props of the tables of a machine. */
export interface MachineTableProps {
  machine: MachineDetail;
}

/** Services with their last event. */
export function Services(props: MachineTableProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { services } = props.machine;
  return (
    <Panel title={t('machine.services')}>
      <FactTable
        label={t('machine.services')}
        columns={[
          t('machine.service'),
          t('machine.state'),
          t('machine.last'),
          t('machine.at'),
        ]}
        rows={(services ?? []).map(service => ({
          key: service.id,
          cells: [
            <code key="id">{service.id}</code>,
            <StatusChip
              key="state"
              level={service.severity}
              word={`${service.state}, ${service.health}`}
              variant="text"
            />,
            service.message,
            service.at && <DataAge key="at" at={service.at} form="bare" />,
          ],
        }))}
        empty={services ? t('machine.none') : t('machine.unread')}
      />
    </Panel>
  );
}

/** Disks, and the volumes on them with their fill. */
export function Storage(props: MachineTableProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { volumes, disks } = props.machine;
  return (
    <Panel title={t('machine.storage')}>
      <FactTable
        label={t('machine.volume')}
        columns={[
          t('machine.volume'),
          t('machine.phase'),
          t('machine.used'),
          t('machine.size'),
          t('machine.where'),
        ]}
        rows={(volumes ?? []).map(volume => ({
          key: volume.id,
          cells: [
            <code key="id">{volume.id}</code>,
            <StatusChip
              key="phase"
              level={volume.severity}
              word={volume.phase}
              reason={volume.error}
              variant="text"
            />,
            volume.usedRatio === undefined ? (
              volume.error
            ) : (
              <FillBar
                key="fill"
                ratio={volume.usedRatio}
                usedBytes={volume.usedBytes}
                level={volume.severity}
              />
            ),
            volume.sizeBytes === undefined
              ? undefined
              : formatBytes(volume.sizeBytes),
            [volume.location, volume.filesystem, volume.encryption]
              .filter(Boolean)
              .join(', '),
          ],
        }))}
        empty={volumes ? t('machine.none') : t('machine.unread')}
      />
      <FactTable
        label={t('machine.disk')}
        columns={[t('machine.disk'), t('machine.size'), t('machine.where')]}
        rows={(disks ?? []).map(disk => ({
          key: disk.id,
          cells: [
            <code key="id">{disk.id}</code>,
            disk.sizeBytes === undefined
              ? undefined
              : formatBytes(disk.sizeBytes),
            [disk.model, disk.serial, disk.transport]
              .filter(Boolean)
              .join(', '),
          ],
        }))}
        empty={disks ? t('machine.none') : t('machine.unread')}
      />
    </Panel>
  );
}

/** Links with their speed. */
export function Network(props: MachineTableProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { links } = props.machine;
  return (
    <Panel title={t('machine.network')}>
      <FactTable
        label={t('machine.network')}
        columns={[
          t('machine.link'),
          t('machine.state'),
          t('machine.speed'),
          t('machine.mtu'),
        ]}
        rows={(links ?? []).map(link => ({
          key: link.id,
          cells: [
            <code key="id">{link.id}</code>,
            <StatusChip
              key="state"
              level={link.severity}
              word={link.state}
              variant="text"
            />,
            link.speedMbit === undefined
              ? undefined
              : `${link.speedMbit} Mbit/s, ${link.duplex ?? ''}`,
            link.mtu,
          ],
        }))}
        empty={links ? t('machine.none') : t('machine.unread')}
      />
    </Panel>
  );
}
