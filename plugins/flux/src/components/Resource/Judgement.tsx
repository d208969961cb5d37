import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  fluxKey,
  type FluxBlock,
  type FluxDetail,
} from '@homestage/backstage-plugin-flux-common';
import {
  Banner,
  DataAge,
  KindIcon,
} from '@homestage/backstage-plugin-lab-react';
import { RiArrowRightSLine } from '@remixicon/react';
import { fluxTranslationRef } from '../../translation';
import { FluxObjectLink } from '../FluxObjectLink/FluxObjectLink';
import { FluxStatusChip } from '../FluxStatusChip/FluxStatusChip';
import { RunbookLink } from './RunbookLink';
import styles from './Judgement.module.css';

function BlockPath(props: { block: FluxBlock }) {
  const { t } = useTranslationRef(fluxTranslationRef);
  const { block } = props;
  return (
    <div className={styles.block}>
      <strong>{t('resource.block')}</strong>
      <p className={styles.line}>{block.sentence}</p>
      <ol className={styles.path}>
        {block.path.map((step, index) => (
          <li key={fluxKey(step)} className={styles.step}>
            {index > 0 && <RiArrowRightSLine size={16} aria-hidden="true" />}
            <FluxStatusChip status={step.status} reason={step.message} />
            <FluxObjectLink object={step} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Suspension(props: { detail: FluxDetail }) {
  const { t } = useTranslationRef(fluxTranslationRef);
  const { suspension } = props.detail;
  if (!suspension) {
    return null;
  }
  return (
    <Banner level="suspended" title={t('resource.suspendedTitle')}>
      {suspension.by && `${t('resource.suspendedBy', { who: suspension.by })} `}
      {suspension.since && <DataAge at={suspension.since} />}{' '}
      {suspension.reason}
    </Banner>
  );
}

/** Props of {@link Judgement}. */
export interface JudgementProps {
  detail: FluxDetail;
}

/** What it is, how it is, what that means, and what to do. */
export function Judgement(props: JudgementProps) {
  const { t } = useTranslationRef(fluxTranslationRef);
  const { detail } = props;
  const { row, explanation, message, block } = detail;
  return (
    <section className={styles.judgement} aria-live="polite">
      <div className={styles.head}>
        <KindIcon kind={row.kind} />
        <h1 className={styles.name}>{row.name}</h1>
        <FluxStatusChip status={row.status} />
        {row.since && <DataAge at={row.since} />}
        <span className={styles.place}>
          {row.kind} · {row.namespace} · {row.cluster}
        </span>
      </div>
      <Suspension detail={detail} />
      <p className={styles.line}>{explanation.meaning}</p>
      {message && <p className={styles.message}>{message}</p>}
      {block && <BlockPath block={block} />}
      {(explanation.nextStep || explanation.runbook) && (
        <p className={styles.line}>
          {explanation.nextStep && (
            <>
              <strong>{t('resource.nextStep')}:</strong> {explanation.nextStep}{' '}
            </>
          )}
          {explanation.runbook && (
            <RunbookLink cluster={row.cluster} runbook={explanation.runbook} />
          )}
        </p>
      )}
    </section>
  );
}
