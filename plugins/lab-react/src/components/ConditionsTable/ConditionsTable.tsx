import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Severity } from '@homestage/backstage-plugin-lab-common';
import { labTranslationRef } from '../../translation';
import { DataAge } from '../DataAge/DataAge';
import { StatusChip } from '../StatusChip/StatusChip';
import styles from './ConditionsTable.module.css';

/**
 * A Kubernetes condition, with how bad it is in its present state: `True` is
 * good for `Ready` and bad for `Stalled`, which the status alone does not say.
 *
 * @public
 */
export interface ShownCondition {
  readonly type: string;
  readonly status: string;
  readonly severity: Severity;
  readonly reason?: string;
  readonly message?: string;
  /** ISO 8601. */
  readonly since?: string;
  /** What the reason means, in plain words. */
  readonly explanation?: string;
}

/** @public */
export interface ConditionsTableProps {
  conditions: readonly ShownCondition[];
}

/**
 * The conditions of one object as it reports them, with what they mean.
 *
 * @public
 */
export function ConditionsTable(props: ConditionsTableProps) {
  const { t } = useTranslationRef(labTranslationRef);
  if (props.conditions.length === 0) {
    return <p className={styles.none}>{t('conditions.none')}</p>;
  }
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('conditions.type')}</th>
          <th scope="col">{t('conditions.status')}</th>
          <th scope="col">{t('conditions.message')}</th>
          <th scope="col">{t('conditions.since')}</th>
        </tr>
      </thead>
      <tbody>
        {props.conditions.map(condition => (
          <tr key={condition.type}>
            <th scope="row" className={styles.type}>
              {condition.type}
            </th>
            <td>
              <StatusChip
                level={condition.severity}
                word={condition.status}
                variant="text"
              />
            </td>
            <td className={styles.message}>
              {condition.reason && <code>{condition.reason}</code>}{' '}
              {condition.message}
              {condition.explanation && (
                <div className={styles.explanation}>
                  {condition.explanation}
                </div>
              )}
            </td>
            <td>{condition.since && <DataAge at={condition.since} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
