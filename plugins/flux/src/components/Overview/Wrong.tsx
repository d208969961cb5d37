import type { FluxSummary } from '@homestage/backstage-plugin-flux-common';
import { Attention } from './Attention';
import { Blockers } from './Blockers';
import styles from './Overview.module.css';

/** Props of {@link Wrong}. */
export interface WrongProps {
  summary: FluxSummary;
}

/** What is wrong, the causes that hold up others first; nothing when all is fine. */
export function Wrong(props: WrongProps) {
  const { summary } = props;
  const { attentionTotal, blockers } = summary;
  if (attentionTotal === 0 && blockers.length === 0) {
    return null;
  }
  return (
    <div className={styles.columns}>
      {blockers.length > 0 && <Blockers summary={summary} />}
      {attentionTotal > 0 && <Attention summary={summary} />}
    </div>
  );
}
