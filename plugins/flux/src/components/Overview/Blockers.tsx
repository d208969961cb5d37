import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  fluxKey,
  parseShortRef,
  type FluxSummary,
} from '@homestage/backstage-plugin-flux-common';
import { Panel } from '@homestage/backstage-plugin-lab-react';
import { fluxTranslationRef } from '../../translation';
import { FluxObjectLink } from '../FluxObjectLink/FluxObjectLink';
import { FluxStatusChip } from '../FluxStatusChip/FluxStatusChip';
import styles from './Overview.module.css';

/** A cause that holds up more than this shows the first and counts the rest. */
const MAX_BLOCKED = 6;

type Blocker = FluxSummary['blockers'][number];

function HeldUp(props: { blocker: Blocker }) {
  const { t } = useTranslationRef(fluxTranslationRef);
  const { cause, blocks } = props.blocker;
  const shown = blocks.slice(0, MAX_BLOCKED);
  return (
    <div className={styles.heldUp}>
      <span className={styles.quiet}>
        {t('overview.holdsUp', { count: blocks.length })}
      </span>
      {shown.map(text => {
        const ref = parseShortRef(cause.cluster, text);
        return ref ? (
          <FluxObjectLink key={text} object={ref} form="name" />
        ) : (
          <span key={text}>{text}</span>
        );
      })}
      {blocks.length > shown.length && <span>…</span>}
    </div>
  );
}

/** Props of {@link Blockers}. */
export interface BlockersProps {
  summary: FluxSummary;
}

/** Root causes, and what each holds up, most first. */
export function Blockers(props: BlockersProps) {
  const { t } = useTranslationRef(fluxTranslationRef);
  const { blockers } = props.summary;
  return (
    <Panel title={t('overview.blockers')}>
      <ul className={styles.rows}>
        {blockers.map(blocker => (
          <li key={fluxKey(blocker.cause)} className={styles.row}>
            <FluxStatusChip status={blocker.cause.status} />
            <FluxObjectLink object={blocker.cause} />
            <p className={styles.why}>{blocker.sentence}</p>
            <HeldUp blocker={blocker} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
