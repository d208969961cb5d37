import {
  compareSeverity,
  type Severity,
} from '@homestage/backstage-plugin-lab-common';
import type { MachineFacts } from '../facts/MachineFacts';
import type { MachineStatus } from '../status/machineStatus';
import type { JudgedMachine } from './TalosModel';

/** Talos' stages but `running`; source: runtime/machinestage in siderolabs/talos. */
const STAGES: Readonly<Record<string, MachineStatus>> = {
  booting: 'Booting',
  installing: 'Installing',
  maintenance: 'Maintenance',
  rebooting: 'Rebooting',
  'shutting down': 'ShuttingDown',
  resetting: 'Resetting',
  upgrading: 'Upgrading',
};

/** The status word of a machine, and why. */
export function judgeStatus(
  facts: MachineFacts,
  options: { isAnySeen: boolean; worst: Severity },
): Pick<JudgedMachine, 'status' | 'lastKnown' | 'message' | 'since'> {
  const { state, ages, stageSince } = facts;
  const own = ownStatus(facts, options.worst);
  if (state.status !== 'live') {
    const isGone = state.status === 'stale' || state.status === 'unreachable';
    return {
      status: isGone && options.isAnySeen ? 'Unreachable' : 'Unknown',
      ...(own !== 'Unknown' ? { lastKnown: own } : {}),
      message: state.message,
      since: state.since,
    };
  }
  const part = ages.machineStatus;
  if (part?.status !== 'live') {
    return {
      status: 'Unknown',
      ...(own !== 'Unknown' ? { lastKnown: own } : {}),
      message: part?.message ?? 'Its stage was not read yet.',
    };
  }
  return {
    status: own,
    ...(own === 'Running' ? {} : { message: tell(facts) }),
    since: stageSince,
  };
}

/** By the stage and Talos' readiness, whenever they were seen. */
function ownStatus(facts: MachineFacts, worst: Severity): MachineStatus {
  const { stage, isReady } = facts;
  if (stage !== 'running') {
    return STAGES[stage ?? ''] ?? 'Unknown';
  }
  if (isReady === undefined) {
    return 'Unknown';
  }
  if (!isReady) {
    return 'NotReady';
  }
  return compareSeverity(worst, 'warning') >= 0 ? 'Degraded' : 'Running';
}

function tell(facts: MachineFacts): string | undefined {
  return facts.unmet.length
    ? facts.unmet
        .map(({ name, reason }) => (reason ? `${name}: ${reason}` : name))
        .join('; ')
    : undefined;
}
