import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { LiveView } from '@homestage/backstage-plugin-lab-react';
import { useParams } from 'react-router-dom';
import { useTalosMachine } from '../../hooks/useTalos';
import { machinesRouteRef } from '../../routes';
import { talosTranslationRef } from '../../translation';
import { MachineView } from './MachineView';
import layout from '../Layout/Columns.module.css';

/** One machine, by the address of the page. */
export function MachinePage() {
  const { t } = useTranslationRef(talosTranslationRef);
  const list = useRouteRef(machinesRouteRef);
  const { cluster = '', node = '' } = useParams();
  const query = useTalosMachine({ cluster, node });
  return (
    <div className={layout.page}>
      {list && <Link href={list()}>{t('machine.back')}</Link>}
      <LiveView
        query={query}
        subject={t('machine.subject')}
        missingNextStep={t('machine.missingNext')}
      >
        {data => <MachineView machine={data.machine} />}
      </LiveView>
    </div>
  );
}
