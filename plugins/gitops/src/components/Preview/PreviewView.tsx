import { MarkdownContent } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TextAreaField } from '@backstage/ui';
import type { ChangePlan } from '@homestage/backstage-plugin-gitops-common';
import {
  Banner,
  LoadingBars,
  StateMessage,
  StatusChip,
  type StatusLevel,
} from '@homestage/backstage-plugin-lab-react';
import type { PreviewState } from '../../hooks/usePreview';
import { gitopsTranslationRef } from '../../translation';
import { FileDiff } from './FileDiff';
import type { HoldReason } from './holdReason';
import styles from './PreviewView.module.css';

/** Props of {@link PreviewView}. */
export interface PreviewViewProps {
  state: PreviewState;
  overrideReason: string;
  onOverride: (reason: string) => void;
  onRetry: () => void;
  /** Why the form may not be left, and the id of the line that says so. */
  hold?: { reason: HoldReason; id: string };
}

/**
 * The pull request before it exists: texts, findings, and every line; at the
 * end, next to the button that it holds, why it may not be proposed.
 */
export function PreviewView(props: PreviewViewProps) {
  return (
    <>
      <PreviewStateView {...props} />
      {props.hold && <HoldNote {...props.hold} />}
    </>
  );
}

function HoldNote(props: { reason: HoldReason; id: string }) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const sentences: Record<HoldReason, string> = {
    'not-allowed': t('preview.hold.notAllowed'),
    'sign-in': t('preview.hold.signIn'),
    loading: t('preview.hold.loading'),
    failed: t('preview.hold.failed'),
    findings: t('preview.hold.findings'),
  };
  return (
    <p className={styles.hold} id={props.id} role="status">
      {sentences[props.reason]}
    </p>
  );
}

/** A sentence and a diff. */
const PREVIEW_BARS = [
  { width: '60%', height: 16 },
  { width: '100%', height: 120 },
];

function PreviewStateView(props: PreviewViewProps) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const { state } = props;
  switch (state.status) {
    case 'loading':
      return (
        <div className={styles.root} role="status" aria-busy>
          <p className={styles.note}>{t('preview.loading')}</p>
          <LoadingBars bars={PREVIEW_BARS} />
        </div>
      );
    case 'failed':
      return (
        <StateMessage
          level="error"
          title={t('preview.failedTitle')}
          message={state.message}
          nextStep={t('preview.failedNext')}
          onRetry={props.onRetry}
        />
      );
    default:
      return <PlanView {...props} plan={state.plan} />;
  }
}

function PlanView(props: PreviewViewProps & { plan: ChangePlan }) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const { plan, overrideReason, onOverride } = props;
  return (
    <div className={styles.root}>
      <p className={styles.note}>{t('preview.nothingYet')}</p>
      {plan.isBlocked && (
        <>
          <Banner level="error" title={t('preview.blockedTitle')}>
            {t('preview.blockedNext')}
          </Banner>
          <TextAreaField
            label={t('preview.override')}
            description={t('preview.overrideHint')}
            value={overrideReason}
            onChange={onOverride}
          />
        </>
      )}
      <dl className={styles.facts}>
        <dt>{t('preview.title')}</dt>
        <dd>{plan.title}</dd>
        <dt>{t('preview.branch')}</dt>
        <dd>
          <code>{plan.branch}</code>
        </dd>
        <dt>{t('preview.base')}</dt>
        <dd>
          <code>
            {plan.repository} {plan.base.branch} {plan.base.commit.slice(0, 8)}
          </code>
        </dd>
      </dl>
      {plan.description && (
        <MarkdownContent
          className={styles.description}
          content={plan.description}
        />
      )}
      <FindingList findings={plan.findings} />
      <h3 className={styles.heading}>
        {t('preview.files', { count: plan.files.length })}
      </h3>
      {plan.files.map(file => (
        <FileDiff key={file.path} file={file} />
      ))}
      <details>
        <summary className={styles.summary}>{t('preview.body')}</summary>
        <pre className={styles.body}>{plan.body}</pre>
      </details>
    </div>
  );
}

const LEVELS: Readonly<
  Record<ChangePlan['findings'][number]['severity'], StatusLevel>
> = { error: 'error', warning: 'warning', info: 'info' };

function FindingList(props: { findings: ChangePlan['findings'] }) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  if (props.findings.length === 0) {
    return <p className={styles.note}>{t('preview.findingsNone')}</p>;
  }
  return (
    <section>
      <h3 className={styles.heading}>{t('preview.findings')}</h3>
      <ul className={styles.findings}>
        {props.findings.map(({ rule, severity, file, line, ...words }) => (
          <li key={`${rule}/${file}/${line}/${words.message}`}>
            <StatusChip level={LEVELS[severity]} variant="text" />{' '}
            <code>
              {file}:{line}
            </code>{' '}
            {words.message}
            <span className={styles.mend}>{words.mend}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
