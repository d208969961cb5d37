import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DataAge, StatusShape } from '@homestage/backstage-plugin-lab-react';
import type { TalosCondition } from '@homestage/backstage-plugin-talos-common';
import { talosTranslationRef } from '../../translation';
import { RunbookLink } from './RunbookLink';
import entries from '../Layout/Entries.module.css';
import styles from './ConditionList.module.css';

/** Props of {@link ConditionList}. */
export interface ConditionListProps {
  conditions: readonly TalosCondition[];
  /** Shown in place of conditions. */
  none: string;
}

function Condition(props: { condition: TalosCondition }) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { condition } = props;
  const { title, cause, takesDown, evidence, nextSteps, since } = condition;
  return (
    <li
      className={`${entries.entry} ${styles.condition}`}
      data-severity={condition.severity}
    >
      <StatusShape level={condition.severity} sizePx={16} />
      <div className={entries.body}>
        <div className={styles.head}>
          <span className={entries.title}>{title}</span>
          {since && <DataAge at={since} />}
        </div>
        {cause && <p className={styles.cause}>{cause}</p>}
        <dl className={styles.facts}>
          {evidence.length > 0 && (
            <>
              <dt>{t('condition.evidence')}</dt>
              <dd>{evidence.join(' · ')}</dd>
            </>
          )}
          {takesDown && (
            <>
              <dt>{t('condition.takesDown')}</dt>
              <dd>{takesDown}</dd>
            </>
          )}
          {nextSteps.length > 0 && (
            <>
              <dt>{t('condition.next')}</dt>
              <dd>
                {nextSteps.map(step => (
                  <div key={step}>{step}</div>
                ))}
              </dd>
            </>
          )}
        </dl>
        <div className={styles.links}>
          {condition.blockedBy.length > 0 && (
            <span>{t('condition.causedBy')}</span>
          )}
          {condition.runbook && (
            <RunbookLink
              cluster={condition.cluster}
              runbook={condition.runbook}
            />
          )}
        </div>
      </div>
    </li>
  );
}

/** Conditions with evidence, cause, what they take down and the runbook. */
export function ConditionList(props: ConditionListProps) {
  if (props.conditions.length === 0) {
    return <p className={styles.none}>{props.none}</p>;
  }
  return (
    <ul className={entries.list}>
      {props.conditions.map(condition => (
        <Condition key={condition.id} condition={condition} />
      ))}
    </ul>
  );
}
