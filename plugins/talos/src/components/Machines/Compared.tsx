import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StatusChip } from '@homestage/backstage-plugin-lab-react';
import type { Comparison } from '@homestage/backstage-plugin-talos-common';
import { talosTranslationRef } from '../../translation';

/** A schematic is 64 letters; its beginning tells it apart. */
const SHORT = 12;

/** Props of {@link Compared}. */
export interface ComparedProps {
  comparison: Comparison;
  isShort?: boolean;
}

/** What runs, marked where Git says something else. */
export function Compared(props: ComparedProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { live, declared, verdict } = props.comparison;
  const text = props.isShort ? live?.slice(0, SHORT) : live;
  if (verdict === 'differs') {
    return (
      <StatusChip
        level="warning"
        word={text}
        reason={t('machines.gitSays', { value: declared ?? '' })}
        variant="text"
      />
    );
  }
  if (live === undefined) {
    return (
      <StatusChip
        level="unknown"
        word={t('machines.notKnown')}
        variant="text"
      />
    );
  }
  return (
    <code title={verdict === 'same' ? t('machines.sameAsGit') : live}>
      {text}
    </code>
  );
}
