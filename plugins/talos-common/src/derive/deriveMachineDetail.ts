import type { Severity } from '@homestage/backstage-plugin-lab-common';
import { FILLING_RATIO, FULL_RATIO } from '../conditions/storageRules';
import { MAX_OFFSET_MS, tellOffset } from '../conditions/timeRules';
import type { MachineDetail } from '../contract/machine';
import type {
  LinkFacts,
  MachineFacts,
  ServiceFacts,
  TimeFacts,
  VolumeFacts,
} from '../facts/MachineFacts';
import type { JudgedCluster, JudgedMachine } from '../judge/TalosModel';
import {
  TALOS_PARTS,
  type TalosPart,
  type TalosPartId,
} from '../parts/talosParts';
import { asSeen } from './asSeen';
import { deriveMachineRow } from './deriveMachineRows';
import { derivePods } from './derivePods';
import { deriveTakeDown } from './deriveTakeDown';
import { ifKnown } from '../read/ifKnown';

/** What is said of one link. */
const LINK_RULES = ['link-down', 'link-slow', 'bond-degraded'];

/**
 * Everything about one machine.
 *
 * @public
 */
export function deriveMachineDetail(
  machine: JudgedMachine,
  cluster: JudgedCluster,
): MachineDetail {
  const { facts } = machine;
  return {
    row: deriveMachineRow(machine),
    hostname: facts.hostname,
    architecture: facts.architecture,
    platform: facts.platform,
    conditions: [...machine.conditions],
    takeDown: deriveTakeDown(machine, cluster),
    parts: TALOS_PARTS.flatMap((part: TalosPart) => {
      const { id, title, isControlPlaneOnly } = part;
      const age = facts.ages[id as TalosPartId];
      const isOfOthers = isControlPlaneOnly && facts.isControlPlane === false;
      return age && age.status !== 'absent' && !isOfOthers
        ? [{ id, title, ...age }]
        : [];
    }),
    services: facts.services?.map(service => ({
      ...tellService(service),
      severity: asSeen(facts, 'services', serviceSeverity(service)),
    })),
    extensions: facts.extensions && [...facts.extensions],
    modules: facts.modules && [...facts.modules],
    disks: facts.disks?.map(({ isReadonly: _, paths: __, ...disk }) => disk),
    volumes: facts.volumes?.map(volume => ({
      severity: asSeen(facts, 'volumes', volumeSeverity(volume)),
      id: volume.id,
      phase: volume.phase,
      location: volume.location,
      filesystem: volume.filesystem,
      encryption: volume.encryption,
      sizeBytes: volume.sizeBytes,
      usedBytes: volume.usedBytes,
      usedRatio: volume.usedRatio,
      error: volume.error,
    })),
    links: facts.links
      ?.filter(({ isPhysical, kind }) => isPhysical || kind === 'bond')
      .map(link => ({
        id: link.id,
        severity: asSeen(facts, 'links', linkSeverity(machine, link)),
        state: link.state,
        speedMbit: link.speedMbit,
        duplex: link.duplex,
        mtu: link.mtu,
        mac: link.mac,
        driver: link.driver,
      })),
    addresses: facts.addresses?.map(({ address, link }) => ({
      address,
      link,
      // Talos gives a shared address the length of the whole address.
      isShared:
        address.split('/')[0] !== facts.node && /\/(32|128)$/.test(address),
    })),
    time: tellTime(facts),
    security: facts.security && {
      secureBoot: facts.security.isSecureBoot,
      uki: facts.security.isBootedWithUki,
      selinux: facts.security.selinux,
      moduleSignatures: facts.security.isModuleSignatureEnforced,
    },
    staticPods: facts.staticPods?.map(({ id, isReady, image }) => ({
      id,
      severity: asSeen(
        facts,
        'staticPods',
        ifKnown<Severity>(isReady, {
          yes: 'ok',
          no: 'warning',
          unknown: 'unknown',
        }),
      ),
      image,
    })),
    pods: derivePods(
      cluster.snapshot.kubernetes,
      facts.kubernetes?.name ?? facts.name,
    ),
    commands: commandsOf(facts),
  };
}

function tellService(service: ServiceFacts) {
  const { id, state, isHealthy, healthMessage, lastEvent } = service;
  return {
    id,
    state,
    health: ifKnown(isHealthy, {
      yes: 'healthy',
      no: 'unhealthy',
      unknown: 'no check',
    }),
    message:
      isHealthy === false
        ? healthMessage ?? lastEvent?.message
        : lastEvent?.message,
    at: lastEvent?.at,
  };
}

function serviceSeverity({ state, isHealthy }: ServiceFacts): Severity {
  switch (state) {
    case 'Failed':
      return 'error';
    case 'Running':
      return isHealthy === false ? 'error' : 'ok';
    case 'Finished':
    case 'Skipped':
      return 'info';
    default:
      return 'unknown';
  }
}

function volumeSeverity(volume: VolumeFacts): Severity {
  const { phase, error, usedRatio = 0, filesystem } = volume;
  if (phase === undefined) {
    return 'unknown';
  }
  if (phase === 'failed' || error) {
    return 'error';
  }
  if (filesystem !== 'squashfs' && usedRatio >= FILLING_RATIO) {
    return usedRatio >= FULL_RATIO ? 'error' : 'warning';
  }
  return phase === 'ready' ? 'ok' : 'info';
}

/** One that is down and that nobody needs is no trouble. */
function linkSeverity(
  { conditions }: JudgedMachine,
  { id, isUp }: LinkFacts,
): Severity {
  const told = conditions.find(({ id: condition }) =>
    LINK_RULES.some(rule => condition.endsWith(`/${rule}/${id}`)),
  );
  return (
    told?.severity ??
    ifKnown<Severity>(isUp, { yes: 'ok', no: 'info', unknown: 'unknown' })
  );
}

function tellTime(facts: MachineFacts): MachineDetail['time'] {
  const { time } = facts;
  if (!time) {
    return undefined;
  }
  const { offsetMs, servers } = time;
  const [severity, sentence] = judgeTime(time);
  return {
    severity: asSeen(facts, 'time', severity),
    sentence,
    offsetMs,
    servers: servers && [...servers],
  };
}

function judgeTime(time: TimeFacts): [Severity, string] {
  const { isSynced, isSyncDisabled, offsetMs } = time;
  if (isSyncDisabled) {
    return ['info', 'Nothing sets this clock: the machine config says so.'];
  }
  const isOff = offsetMs !== undefined && Math.abs(offsetMs) > MAX_OFFSET_MS;
  const offset =
    offsetMs === undefined
      ? ''
      : `, ${tellOffset(offsetMs)} off by its own estimate`;
  return ifKnown<[Severity, string]>(isSynced, {
    yes: [isOff ? 'warning' : 'ok', `The clock is in sync${offset}.`],
    no: ['error', 'The clock is not in sync.'],
    unknown: ['unknown', 'Whether the clock is in sync is not known.'],
  });
}

function commandsOf({ node, isControlPlane }: MachineFacts) {
  const ask = (title: string, rest: string) => ({
    title,
    command: `talosctl -n ${node} ${rest}`,
  });
  return [
    ask('What is not met', 'get machinestatus -o yaml'),
    ask('Services', 'services'),
    ask('Kernel log', 'dmesg'),
    ...(isControlPlane ? [ask('etcd', 'etcd status')] : []),
    ask('Volumes', 'get volumestatus'),
  ];
}
