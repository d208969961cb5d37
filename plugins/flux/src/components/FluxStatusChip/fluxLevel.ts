import {
  FLUX_STATUS_WORDS,
  type FluxStatus,
} from '@homestage/backstage-plugin-flux-common';
import type { StatusLevel } from '@homestage/backstage-plugin-lab-react';

/** The shape a status word is drawn with. */
export function fluxLevel(status: FluxStatus): StatusLevel {
  if (status === 'Suspended') {
    return 'suspended';
  }
  const word = FLUX_STATUS_WORDS[status];
  return word.isWorking ? 'working' : word.severity;
}
