import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import {
  CommandLine,
  StatusShape,
} from '@homestage/backstage-plugin-lab-react';
import type {
  ClusterUpgrade,
  UpgradeStep,
} from '@homestage/backstage-plugin-talos-common';
import { useTemplateLink } from '../../hooks/useTemplateLink';
import { talosTranslationRef } from '../../translation';
import { RunbookLink } from '../Conditions/RunbookLink';
import { commandOf } from './commandOf';
import entries from '../Layout/Entries.module.css';
import styles from './Upgrades.module.css';

const TEMPLATES = { Talos: 'upgrade-talos', Kubernetes: 'upgrade-kubernetes' };
const RUNBOOKS = { Talos: 'talos-upgrade', Kubernetes: 'kubernetes-upgrade' };

/** Props of {@link UpgradeSteps}. */
export interface UpgradeStepsProps {
  steps: readonly UpgradeStep[];
  upgrade: ClusterUpgrade;
}

/** The form with the version filled in: the change is a pull request. */
function WishLink(props: { step: UpgradeStep; repository?: string }) {
  const { t } = useTranslationRef(talosTranslationRef);
  const templateLink = useTemplateLink();
  const { step, repository } = props;
  const href = templateLink(TEMPLATES[step.what], {
    repository,
    version: step.to,
  });
  if (!href) {
    return null;
  }
  return (
    <ButtonLink
      size="small"
      variant="primary"
      isDisabled={step.severity === 'error'}
      href={href}
    >
      {t('upgrades.open', { what: step.what, version: step.to })}
    </ButtonLink>
  );
}

/** What to do for the next step. */
function NextStep(props: { step: UpgradeStep; upgrade: ClusterUpgrade }) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { step, upgrade } = props;
  const command = commandOf(step, upgrade.example);
  return (
    <div className={styles.actions}>
      {upgrade.hasTuppr === false ? (
        <>
          <p className={styles.quiet}>{t('upgrades.noTuppr')}</p>
          {command && <CommandLine command={command} />}
        </>
      ) : (
        <>
          <WishLink step={step} repository={upgrade.repository} />
          {step.severity === 'error' && (
            <span className={styles.quiet}>{t('upgrades.notAllowed')}</span>
          )}
          {upgrade.hasTuppr === undefined && (
            <span className={styles.quiet}>{t('upgrades.tupprNotKnown')}</span>
          )}
        </>
      )}
      <RunbookLink
        cluster={upgrade.cluster}
        runbook={{
          page: RUNBOOKS[step.what],
          parameters: {
            ...(step.what === 'Talos' ? { 'talos.version': step.to } : {}),
          },
        }}
      />
    </div>
  );
}

/** The steps in their order; only the first can be done now. */
export function UpgradeSteps(props: UpgradeStepsProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { steps, upgrade } = props;
  if (steps.length === 0) {
    return <p className={styles.quiet}>{t('upgrades.nothing')}</p>;
  }
  return (
    <ol className={entries.list} aria-label={t('upgrades.steps')}>
      {steps.map((step, index) => (
        <li key={`${step.what}${step.to}`} className={entries.entry}>
          <StatusShape level={step.severity} sizePx={16} />
          <div className={entries.body}>
            <div className={entries.title}>
              {step.what} <code>{step.from}</code> → <code>{step.to}</code>
            </div>
            <ul className={styles.reasons}>
              {step.reasons.map(reason => (
                <li key={reason}>{reason}</li>
              ))}
              {step.notes.map(note => (
                <li key={note}>
                  <strong>{t('upgrades.note')}</strong> {note}
                </li>
              ))}
            </ul>
            {index === 0 && <NextStep step={step} upgrade={upgrade} />}
          </div>
        </li>
      ))}
    </ol>
  );
}
