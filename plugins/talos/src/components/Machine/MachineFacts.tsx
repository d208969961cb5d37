import type { ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StatusShape } from '@homestage/backstage-plugin-lab-react';
import type { MachineDetail } from '@homestage/backstage-plugin-talos-common';
import { talosTranslationRef } from '../../translation';
import { Compared } from '../Machines/Compared';
import styles from './Machine.module.css';

/** Props of {@link MachineFacts}. */
export interface MachineFactsProps {
  machine: MachineDetail;
}

/** What a machine is: readiness, version, time, security. */
export function MachineFacts(props: MachineFactsProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { row, time, security, extensions, addresses, ...machine } =
    props.machine;
  const yesNo = (fact: boolean | undefined) => {
    if (fact === undefined) {
      return t('machines.notKnown');
    }
    return fact ? t('machine.yes') : t('machine.no');
  };
  const readiness =
    row.isReady === undefined
      ? t('machines.notKnown')
      : t(row.isReady ? 'machine.ready' : 'machine.notReady');
  const facts: Array<[string, ReactNode]> = [
    [t('machines.role'), row.role ?? t('machines.notKnown')],
    [
      t('machine.readiness'),
      `${row.stage ?? t('machines.notKnown')}, ${readiness}`,
    ],
    ...(row.unmet.length
      ? [
          [
            t('machine.unmet'),
            row.unmet.map(({ name, reason }) => (
              <div key={name + reason}>{`${name}: ${reason}`}</div>
            )),
          ] as [string, ReactNode],
        ]
      : []),
    [t('machine.version'), <Compared key="v" comparison={row.version} />],
    [t('machine.schematic'), <Compared key="s" comparison={row.schematic} />],
    [
      t('machine.extensions'),
      extensions === undefined
        ? t('machine.unread')
        : extensions
            .map(({ name, version }) => `${name} ${version ?? ''}`.trim())
            .join(', ') || t('machine.none'),
    ],
    [
      t('machine.host'),
      row.host
        ? `${row.host.name} (${t(`machines.${row.host.kind}`)})`
        : t('machines.notKnown'),
    ],
    [
      t('machine.platform'),
      [machine.platform, machine.architecture].filter(Boolean).join(', ') ||
        t('machines.notKnown'),
    ],
    [
      t('machine.address'),
      addresses?.map(({ address, link, isShared }) => (
        <div key={address}>
          <code>{address}</code> {link}
          {isShared && ` · ${t('machine.shared')}`}
        </div>
      )) ?? t('machine.unread'),
    ],
    [
      t('machine.time'),
      time ? (
        <span key="t" className={styles.clock}>
          <StatusShape level={time.severity} sizePx={12} /> {time.sentence}
        </span>
      ) : (
        t('machine.unread')
      ),
    ],
    ...(time?.servers
      ? [[t('machine.servers'), time.servers.join(', ')] as [string, ReactNode]]
      : []),
    ...(security
      ? ([
          [t('machine.secureBoot'), yesNo(security.secureBoot)],
          [t('machine.selinux'), security.selinux ?? t('machines.notKnown')],
          [t('machine.uki'), yesNo(security.uki)],
          [t('machine.signatures'), yesNo(security.moduleSignatures)],
        ] as Array<[string, ReactNode]>)
      : []),
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
