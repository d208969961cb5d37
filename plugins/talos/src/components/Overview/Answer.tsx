import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DataAge, StatusShape } from '@homestage/backstage-plugin-lab-react';
import {
  MACHINE_STATUSES,
  type TalosSummary,
} from '@homestage/backstage-plugin-talos-common';
import { talosTranslationRef } from '../../translation';
import { MachineStatusChip } from '../MachineStatusChip/MachineStatusChip';
import styles from './Overview.module.css';

/** Props of {@link Answer}. */
export interface AnswerProps {
  summary: TalosSummary;
}

/** The first answer: may the machines be trusted, is etcd safe. */
export function Answer(props: AnswerProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { severity, sentence, machines, oldestFactAt } = props.summary;
  return (
    <section className={styles.answer} aria-live="polite">
      <div className={styles.headline}>
        <StatusShape level={severity} sizePx={22} />
        <h2 className={styles.sentence}>{sentence}</h2>
      </div>
      <div className={styles.counts}>
        {MACHINE_STATUSES.filter(status => machines.counts[status]).map(
          status => (
            <span key={status} className={styles.count}>
              {machines.counts[status]}{' '}
              <MachineStatusChip status={status} variant="text" />
            </span>
          ),
        )}
        <span className={styles.quiet}>
          {t('overview.oldest')} <DataAge at={oldestFactAt} />
        </span>
      </div>
    </section>
  );
}
