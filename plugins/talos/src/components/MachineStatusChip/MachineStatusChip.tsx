import {
  StatusChip,
  type StatusChipProps,
} from '@homestage/backstage-plugin-lab-react';
import {
  MACHINE_STATUS_WORDS,
  type MachineStatus,
} from '@homestage/backstage-plugin-talos-common';

/** Props of {@link MachineStatusChip}. */
export interface MachineStatusChipProps {
  status: MachineStatus;
  /** Shown on hover; what the word means when unset. */
  reason?: string;
  variant?: StatusChipProps['variant'];
}

/** The status word of a machine with its shape and colour. */
export function MachineStatusChip(props: MachineStatusChipProps) {
  const { status, reason, variant } = props;
  const word = MACHINE_STATUS_WORDS[status];
  return (
    <StatusChip
      level={word.isWorking ? 'working' : word.severity}
      word={word.label}
      reason={reason ?? word.meaning}
      variant={variant}
    />
  );
}
