import {
  FLUX_STATUS_WORDS,
  type FluxStatus,
} from '@homestage/backstage-plugin-flux-common';
import {
  StatusChip,
  type StatusChipProps,
} from '@homestage/backstage-plugin-lab-react';
import { fluxLevel } from './fluxLevel';

/** Props of {@link FluxStatusChip}. */
export interface FluxStatusChipProps {
  status: FluxStatus;
  /** Shown on hover; what the word means when unset. */
  reason?: string;
  variant?: StatusChipProps['variant'];
}

/** A Flux status word with its shape and colour. */
export function FluxStatusChip(props: FluxStatusChipProps) {
  const { status, reason, variant } = props;
  const word = FLUX_STATUS_WORDS[status];
  return (
    <StatusChip
      level={fluxLevel(status)}
      word={word.label}
      reason={reason ?? word.meaning}
      variant={variant}
    />
  );
}
