import { useEffect, useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon, Tooltip, TooltipTrigger } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine, RiForbidLine } from '@remixicon/react';
import { labTranslationRef } from '../../translation';

/** How long the tick stays before the button offers to copy again. */
const CONFIRM_MS = 1500;

const ICONS = {
  idle: <RiFileCopyLine size={14} />,
  done: <RiCheckLine size={14} />,
  failed: <RiForbidLine size={14} />,
};

/** @public */
export interface CopyButtonProps {
  text: string;
  /** What is copied, for screen readers and the hint: "the command". */
  what: string;
}

/**
 * Copies a text and says whether the browser let it.
 *
 * @public
 */
export function CopyButton(props: CopyButtonProps) {
  const { t } = useTranslationRef(labTranslationRef);
  const [outcome, setOutcome] = useState<'idle' | 'done' | 'failed'>('idle');

  useEffect(() => {
    if (outcome === 'idle') {
      return undefined;
    }
    const timer = setTimeout(() => setOutcome('idle'), CONFIRM_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text);
      setOutcome('done');
    } catch {
      // No clipboard outside of https and localhost: the hint says what to do.
      setOutcome('failed');
    }
  };
  const hint = t('copy.action', { what: props.what });
  return (
    <TooltipTrigger delay={400}>
      <ButtonIcon
        size="small"
        variant="tertiary"
        aria-label={hint}
        icon={ICONS[outcome]}
        onPress={copy}
      />
      <Tooltip>{outcome === 'idle' ? hint : t(`copy.${outcome}`)}</Tooltip>
    </TooltipTrigger>
  );
}
