import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Panel } from '@homestage/backstage-plugin-lab-react';
import { talosTranslationRef } from '../../translation';
import { FactTable } from '../FactTable/FactTable';
import { Fold } from './Fold';
import type { MachineTableProps } from './MachineTables';
import styles from './Machine.module.css';

/** Kernel modules that the machine has loaded: many, and seldom looked at. */
export function Modules(props: MachineTableProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { modules } = props.machine;
  return (
    <Panel title={t('machine.modules')}>
      {modules ? (
        <Fold
          summary={t('machine.modulesCount', { total: String(modules.length) })}
          isOpen={false}
        >
          <FactTable
            label={t('machine.modules')}
            columns={[t('machine.module'), t('machine.state')]}
            rows={modules.map(({ name, state }) => ({
              key: name,
              cells: [<code key="name">{name}</code>, state],
            }))}
            empty={t('machine.none')}
          />
        </Fold>
      ) : (
        <p className={styles.quiet}>{t('machine.unread')}</p>
      )}
    </Panel>
  );
}
