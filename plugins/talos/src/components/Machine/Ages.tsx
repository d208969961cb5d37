import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DataAge,
  Panel,
  StatusChip,
} from '@homestage/backstage-plugin-lab-react';
import { talosTranslationRef } from '../../translation';
import { FactTable } from '../FactTable/FactTable';
import { Fold } from './Fold';
import type { MachineTableProps } from './MachineTables';

/** How old each fact is, and why those that are not live are not. */
export function Ages(props: MachineTableProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { parts } = props.machine;
  const late = parts.filter(({ status }) => status !== 'live');
  return (
    <Panel title={t('machine.ages')}>
      <Fold
        summary={
          late.length
            ? t('machine.agesLate', {
                late: String(late.length),
                total: String(parts.length),
              })
            : t('machine.agesLive', { total: String(parts.length) })
        }
        isOpen={late.length > 0}
      >
        <FactTable
          label={t('machine.ages')}
          columns={[t('machine.fact'), t('machine.state'), t('machines.seen')]}
          rows={[...late, ...parts.filter(part => !late.includes(part))].map(
            part => ({
              key: part.id,
              cells: [
                part.title,
                <StatusChip
                  key="status"
                  level={part.status === 'live' ? 'ok' : 'unknown'}
                  word={part.status}
                  reason={part.message}
                  variant="text"
                />,
                <DataAge
                  key="at"
                  at={part.asOf}
                  isStale={part.status === 'stale'}
                  form="bare"
                />,
              ],
            }),
          )}
          empty={t('machine.unread')}
        />
      </Fold>
    </Panel>
  );
}
