import { formatBytes } from '@homestage/backstage-plugin-lab-common';
import type { DriftRow } from '../contract/summary';
import type {
  DiskFacts,
  MachineFacts,
  VolumeFacts,
} from '../facts/MachineFacts';
import type {
  Declared,
  DeclaredDisk,
  DeclaredMachine,
  DeclaredVolume,
} from '../facts/snapshots';
import { compareFact, declaredRow, liveRow } from './driftRows';

/** Volumes that only a machine config asks for: of users, raw, existing and swap. */
const MADE_BY_CONFIG = /^[ures]-/;
/** Partitions that are always on the disk that Talos is installed on. */
const OF_SYSTEM = ['META', 'STATE'];
/** Partitions begin and end at full megabytes. */
const ALIGNMENT_BYTES = 2 * 2 ** 20;

/**
 * Where the volumes of a machine, and the disk that Talos is installed on, are not as
 * Git has them.
 */
export function compareVolumes(
  facts: MachineFacts,
  { volumes: declared = [], installDisk }: DeclaredMachine,
): DriftRow[] {
  const found = declared.map(volume => ({
    volume,
    live: facts.volumes?.find(live => isMeant(volume, live)),
  }));
  const named = new Set(found.map(({ live }) => live));
  const system = facts.volumes?.find(
    ({ id, disk }) => OF_SYSTEM.includes(id) && disk !== undefined,
  );
  return [
    ...compareDisk(facts, 'install disk', installDisk, system?.disk),
    ...found.flatMap(({ volume, live }) => compareVolume(facts, volume, live)),
    ...((declared.length > 0 && facts.volumes) || [])
      .filter(live => MADE_BY_CONFIG.test(live.id) && !named.has(live))
      .map(live => onlyLive(facts, live)),
  ];
}

function isMeant(volume: DeclaredVolume, live: VolumeFacts): boolean {
  return volume.id === undefined
    ? live.mountedOn === volume.mountedOn
    : live.id === volume.id;
}

function compareVolume(
  facts: MachineFacts,
  volume: DeclaredVolume,
  live: VolumeFacts | undefined,
): DriftRow[] {
  const { name } = volume;
  const what = `volume ${name.value}`;
  if (!live) {
    return [
      declaredRow(facts, name, {
        what,
        severity: facts.volumes ? 'warning' : 'unknown',
        verdict: facts.volumes ? 'onlyInGit' : 'notKnown',
        declared: name.value,
        sentence: facts.volumes
          ? `Git has the volume ${name.value}, and the machine has none of that name.`
          : `Git has the volume ${name.value}; the volumes of the machine are not known.`,
      }),
    ];
  }
  // Of one that is not ready, Talos does not say what it is like.
  const isReady = live.phase === 'ready';
  return [
    ...compareFact(facts, {
      what,
      declared: name,
      text: 'ready',
      live: live.phase,
    }),
    ...(isReady ? compareReady(facts, volume, live) : []),
  ];
}

function compareReady(
  facts: MachineFacts,
  volume: DeclaredVolume,
  live: VolumeFacts,
): DriftRow[] {
  const what = `volume ${volume.name.value}`;
  const { minSizeBytes: min, maxSizeBytes: max } = volume;
  const size = live.sizeBytes;
  const sizeText = size === undefined ? undefined : formatBytes(size);
  return [
    ...compareFact(facts, {
      what: `${what}: file system`,
      declared: volume.filesystem,
      live: live.filesystem,
    }),
    ...compareFact(facts, {
      what: `${what}: encryption`,
      declared: volume.encryption,
      // Talos leaves it out when there is none.
      live: live.encryption ?? 'none',
    }),
    ...compareFact(facts, {
      what: `${what}: smallest size`,
      declared: min,
      text: min && `at least ${formatBytes(min.value)}`,
      live: sizeText,
      isSame: min && size !== undefined && size + ALIGNMENT_BYTES >= min.value,
    }),
    ...compareFact(facts, {
      what: `${what}: largest size`,
      declared: max,
      text: max && `at most ${formatBytes(max.value)}`,
      live: sizeText,
      isSame: max && size !== undefined && size - ALIGNMENT_BYTES <= max.value,
    }),
    ...compareDisk(facts, `${what}: disk`, volume.disk, live.disk),
  ];
}

function compareDisk(
  facts: MachineFacts,
  what: string,
  declared: Declared<DeclaredDisk> | undefined,
  livePath: string | undefined,
): DriftRow[] {
  if (!declared) {
    return [];
  }
  const { path, serial, text } = declared.value;
  const disk = facts.disks?.find(
    ({ paths }) => livePath !== undefined && paths.includes(livePath),
  );
  return compareFact(facts, {
    what,
    declared,
    text,
    live: livePath && liveText({ path, serial }, livePath, disk),
    isSame:
      path === undefined
        ? serial === disk?.serial
        : path === livePath || disk?.paths.includes(path),
  });
}

/** Said in the words that Git uses; unset when that can not be told. */
function liveText(
  { path, serial }: { path?: string; serial?: string },
  livePath: string,
  disk: DiskFacts | undefined,
): string | undefined {
  if (path !== undefined) {
    // Only the list of disks says what else a disk is called.
    return path === livePath || disk ? livePath : undefined;
  }
  return serial === undefined ? undefined : disk?.serial;
}

function onlyLive(facts: MachineFacts, { id }: VolumeFacts): DriftRow {
  return liveRow(facts, {
    what: `volume ${id}`,
    severity: 'info',
    verdict: 'onlyLive',
    live: id,
    sentence: `The machine has the volume ${id}, and no file of the tree that can be read asks for it.`,
  });
}
