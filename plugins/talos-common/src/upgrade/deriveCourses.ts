import {
  fieldsOf,
  listOf,
  textOf,
  timestampOf,
  type Fields,
  type KubeObject,
  type Severity,
} from '@homestage/backstage-plugin-lab-common';
import type { MachineProgress, UpgradeCourse } from '../contract/upgrade';
import type { KubernetesSnapshot } from '../kubernetes/kubernetesKinds';
import { sameVersion } from '../compatibility/sameVersion';

/** A machine, as far as an upgrade is concerned. */
export interface UpgradedMachine {
  readonly name: string;
  readonly node: string;
  /** Name of its Kubernetes node. */
  readonly kubernetesName: string;
  readonly isSeen: boolean;
  /** Talos' own word. */
  readonly stage?: string;
  readonly talos?: string;
  /** Whether `talos` was read since the machine last changed its stage. */
  readonly isTalosCurrent: boolean;
  readonly kubernetes?: string;
}

/** tuppr's phases by what they mean for people; source: api/v1alpha1 of tuppr 0.5. */
const PHASES: Readonly<
  Record<string, { severity: Severity; isActive: boolean; word: string }>
> = {
  Pending: { severity: 'info', isActive: true, word: 'waits to begin' },
  MaintenanceWindow: {
    severity: 'info',
    isActive: true,
    word: 'waits for its maintenance window',
  },
  HealthChecking: {
    severity: 'info',
    isActive: true,
    word: 'waits for its health checks',
  },
  PreHook: { severity: 'info', isActive: true, word: 'is being prepared' },
  Draining: {
    severity: 'info',
    isActive: true,
    word: 'is on its way, and a machine is being drained',
  },
  Upgrading: { severity: 'info', isActive: true, word: 'is on its way' },
  Rebooting: {
    severity: 'info',
    isActive: true,
    word: 'is on its way, and a machine restarts',
  },
  PostHook: { severity: 'info', isActive: true, word: 'is being finished' },
  Completed: { severity: 'ok', isActive: false, word: 'is done' },
  Failed: { severity: 'error', isActive: false, word: 'failed' },
};

const MOVING = ['upgrading', 'rebooting', 'booting', 'installing'];

/** A stage that tells something of an upgrade; `running` does not. */
const movingStage = (stage: string | undefined) =>
  stage !== undefined && MOVING.includes(stage) ? stage : undefined;

/** Every upgrade that tuppr, or else the machines, tell of. */
export function deriveCourses(
  kubernetes: KubernetesSnapshot | undefined,
  machines: readonly UpgradedMachine[],
): UpgradeCourse[] {
  const byTuppr = [
    ...(kubernetes?.talosUpgrades.items ?? []).map(object =>
      courseOf(object, { what: 'Talos', machines }),
    ),
    ...(kubernetes?.kubernetesUpgrades.items ?? []).map(object =>
      courseOf(object, { what: 'Kubernetes', machines }),
    ),
  ];
  const isTold = byTuppr.some(({ what }) => what === 'Talos');
  return isTold ? byTuppr : [...ownCourse(machines), ...byTuppr];
}

function courseOf(
  object: KubeObject,
  options: {
    what: UpgradeCourse['what'];
    machines: readonly UpgradedMachine[];
  },
): UpgradeCourse {
  const { what, machines } = options;
  const spec = fieldsOf(object.spec);
  const told = fieldsOf(object.status);
  const isOld =
    typeof told.observedGeneration === 'number' &&
    told.observedGeneration < (object.metadata.generation ?? 0);
  // What it says of the version before tells nothing of this one.
  const status = isOld ? fieldsOf({ phase: 'Pending' }) : told;
  const to = textOf(
    fieldsOf(what === 'Talos' ? spec.talos : spec.kubernetes).version,
  );
  const phase = textOf(status.phase);
  const known = PHASES[phase ?? ''];
  const progress = machines.map(machine =>
    progressOf(machine, { what, to, status, isEnded: phase === 'Completed' }),
  );
  return {
    what,
    by: `${object.kind} ${object.metadata.name}`,
    to,
    severity: severityOf(progress, known?.severity),
    isActive: known?.isActive ?? false,
    phase,
    sentence: tellCourse({
      what,
      to,
      word: known?.word,
      message: textOf(status.message) ?? textOf(status.lastError),
      progress,
    }),
    startedAt: timestampOf(status.startedAt),
    nextWindowAt: timestampOf(status.nextMaintenanceWindow),
    machines: progress,
  };
}

/** Done is done where it was seen. */
function severityOf(
  progress: readonly MachineProgress[],
  severity: Severity = 'unknown',
): Severity {
  if (progress.some(({ state }) => state === 'rolledBack')) {
    return 'error';
  }
  const isAnyUnseen = progress.some(({ state }) => state === 'notKnown');
  return severity === 'ok' && isAnyUnseen ? 'unknown' : severity;
}

function progressOf(
  machine: UpgradedMachine,
  course: {
    what: UpgradeCourse['what'];
    to: string | undefined;
    status: Fields;
    isEnded: boolean;
  },
): MachineProgress {
  const { what, to, status } = course;
  const version = what === 'Talos' ? machine.talos : machine.kubernetes;
  const isIn = (names: unknown) =>
    Array.isArray(names) && names.includes(machine.kubernetesName);
  const failed = listOf(status.failedNodes).find(
    ({ nodeName }) => nodeName === machine.kubernetesName,
  );
  const isCurrent =
    isIn(status.currentNodes) ||
    status.currentNode === machine.kubernetesName ||
    listOf(status.rebootingNodes).some(
      ({ nodeName }) => nodeName === machine.kubernetesName,
    );
  const isThere = version !== undefined && sameVersion(version, to);
  const row = (
    state: MachineProgress['state'],
    reason?: string,
  ): MachineProgress => ({
    machine: machine.name,
    node: machine.node,
    state,
    version,
    reason,
  });
  if (failed) {
    return row('failed', textOf(failed.lastError));
  }
  if (isCurrent) {
    return row(
      'running',
      machine.isSeen
        ? movingStage(machine.stage)
        : 'It does not answer: it restarts.',
    );
  }
  if (version === undefined || !machine.isSeen) {
    return row('notKnown', 'It does not answer.');
  }
  if (isThere) {
    return row('done');
  }
  const wasUpgraded = course.isEnded || isIn(status.completedNodes);
  if (wasUpgraded && what === 'Talos' && !machine.isTalosCurrent) {
    return row('notKnown', 'It has restarted, and is asked for its version.');
  }
  // What tuppr believes is no proof: a failed boot goes back to the version before.
  return wasUpgraded
    ? row(
        'rolledBack',
        `It was upgraded, and runs ${version}: it went back by itself.`,
      )
    : row('waiting');
}

function tellCourse(course: {
  what: string;
  to: string | undefined;
  word: string | undefined;
  message: string | undefined;
  progress: readonly MachineProgress[];
}): string {
  const { what, to = 'of a version that it does not say', progress } = course;
  const back = progress.filter(({ state }) => state === 'rolledBack');
  if (back.length) {
    const names = back.map(({ machine }) => machine).join(', ');
    return `${what} ${to} was installed, and ${names} went back to the version before.`;
  }
  const done = progress.filter(({ state }) => state === 'done').length;
  const first = `${what} ${to} ${
    course.word ?? 'is in a phase that is not known here'
  }: ${done} of ${progress.length} machines have it.`;
  const { message = '' } = course;
  return message
    ? `${first} ${message}${/[.!?]$/.test(message) ? '' : '.'}`
    : first;
}

/** Without tuppr: only machines that are on the move tell of an upgrade. */
function ownCourse(machines: readonly UpgradedMachine[]): UpgradeCourse[] {
  const moving = machines.filter(({ stage }) => stage === 'upgrading');
  if (moving.length === 0) {
    return [];
  }
  const progress = machines.map(
    ({ name, node, stage, talos, isSeen }): MachineProgress => ({
      machine: name,
      node,
      version: talos,
      state: stateOf(stage, isSeen),
      reason: movingStage(stage),
    }),
  );
  return [
    {
      what: 'Talos',
      severity: 'info',
      isActive: true,
      sentence: `${moving
        .map(({ name }) => name)
        .join(', ')} is being upgraded; to which version is not known.`,
      machines: progress,
    },
  ];
}

function stateOf(
  stage: string | undefined,
  isSeen: boolean,
): MachineProgress['state'] {
  if (!isSeen || stage === undefined) {
    return 'notKnown';
  }
  return MOVING.includes(stage) ? 'running' : 'waiting';
}
